const sorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** JSON with names in order, so that what is equal reads equal. */
export const canonical = (value: unknown): string => JSON.stringify(value, sorted) ?? 'null';
