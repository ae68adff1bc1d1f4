/** Runs `work` on every item, at most `concurrency` at a time, and tells of each how it ended, in the order of the items. */
export const settleBounded = async <T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> => {
  const outcomes = new Array<PromiseSettledResult<R>>(items.length);
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) {
      try {
        outcomes[index] = { status: 'fulfilled', value: await work(item) };
      } catch (reason) {
        outcomes[index] = { status: 'rejected', reason };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(concurrency, 1), items.length) }, worker));
  return outcomes;
};
