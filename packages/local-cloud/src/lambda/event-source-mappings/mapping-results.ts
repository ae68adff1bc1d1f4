/** LastProcessingResult of the mappings, by id: not worth keeping over a restart. */
export type MappingResults = Map<string, string>;
