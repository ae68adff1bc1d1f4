/** A list cut into pieces of at most `size`. */
export const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));

/** {@link chunks} whose elements also weigh at most `weight` together; one that is heavier stands alone. */
export const chunksByWeight = <T>(list: readonly T[], size: number, weight: number, of: (one: T) => number): T[][] => {
  const found: T[][] = [];
  let room = 0;
  for (const one of list) {
    const own = of(one);
    const last = found.at(-1);
    if (last && last.length < size && own <= room) last.push(one);
    else found.push([one]);
    room = (found.at(-1) === last ? room : weight) - own;
  }
  return found;
};
