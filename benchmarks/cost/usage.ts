import type { Meter } from './prices.ts';

/** How much was used of what is billed. */
export type Usage = Readonly<Partial<Record<Meter, number>>>;

const entries = (usage: Usage) => Object.entries(usage) as [Meter, number][];

export const addUsage = (...usages: readonly Usage[]): Usage => {
  const sum: Partial<Record<Meter, number>> = {};
  for (const [meter, quantity] of usages.flatMap(entries)) sum[meter] = (sum[meter] ?? 0) + quantity;
  return sum;
};

export const scaleUsage = (usage: Usage, factor: number): Usage =>
  Object.fromEntries(entries(usage).map(([meter, quantity]) => [meter, quantity * factor]));
