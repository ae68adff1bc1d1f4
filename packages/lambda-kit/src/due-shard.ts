/** Partitions of a `due` index, so that the sweep of a large fleet does not hang on one of them. */
export const dueShards = ['0', '1', '2', '3'] as const;

/** The partition of an item by its id: always the same one. */
export const dueShardOf = (id: string): string => {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return String(hash % dueShards.length);
};
