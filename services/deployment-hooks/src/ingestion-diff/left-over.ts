const without = <T>(things: readonly T[], others: readonly T[], keyOf: (thing: T) => string): T[] => {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(keyOf(other), (counts.get(keyOf(other)) ?? 0) + 1);
  return things.filter((thing) => {
    const count = counts.get(keyOf(thing)) ?? 0;
    counts.set(keyOf(thing), count - 1);
    return count <= 0;
  });
};

/** What each list has that the other has not, or not as often. */
export const leftOver = <T>(one: readonly T[], other: readonly T[], keyOf: (thing: T) => string): [T[], T[]] => [
  without(one, other, keyOf),
  without(other, one, keyOf),
];
