/** The floor: what a process costs that does nothing. */
export const handler = async (): Promise<object> => ({});
