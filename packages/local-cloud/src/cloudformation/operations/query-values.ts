/** A list of a query request: an empty one comes as an empty text. */
export const listOf = <Item>(value: readonly Item[] | undefined): readonly Item[] =>
  Array.isArray(value) ? (value as readonly Item[]) : [];

/** A boolean of a query request: it comes as a text. */
export const isTrue = (value: boolean | undefined): boolean => String(value) === 'true';
