/** Partitions of the `due` index, so that the sweep of a busy fleet does not hang on one of them. */
export const dueShards = ['0', '1', '2', '3'] as const;

/** The partition of a command: always the same one. */
export const dueShardOf = (commandId: string): string => {
  let hash = 0;
  for (const character of commandId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return String(hash % dueShards.length);
};
