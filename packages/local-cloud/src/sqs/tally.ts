/** Counts what happened in queues since the last look, by queue and CloudWatch metric name. */
export interface Tally {
  count(queue: string, metric: string, amount: number): void;
  /** Gives the counts of a queue and begins anew. */
  take(queue: string): Readonly<Record<string, number>>;
}

export const createTally = (): Tally => {
  const counts = new Map<string, Record<string, number>>();
  return {
    count: (queue, metric, amount) => {
      const of = counts.get(queue) ?? {};
      of[metric] = (of[metric] ?? 0) + amount;
      counts.set(queue, of);
    },
    take: (queue) => {
      const of = counts.get(queue) ?? {};
      counts.delete(queue);
      return of;
    },
  };
};
