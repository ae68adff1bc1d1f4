import { type Meter, prices } from './prices.ts';
import type { Usage } from './usage.ts';

export interface BillLine {
  readonly meter: Meter;
  readonly service: string;
  readonly unit: string;
  readonly quantity: number;
  readonly dollars: number;
}

/** A line for everything used, at list prices. */
export const billOf = (usage: Usage): readonly BillLine[] =>
  (Object.entries(usage) as [Meter, number][]).map(([meter, quantity]) => {
    const { service, unit, dollars, per } = prices[meter];
    return { meter, service, unit, quantity, dollars: (quantity / per) * dollars };
  });

export const dollarsOf = (usage: Usage): number => billOf(usage).reduce((sum, { dollars }) => sum + dollars, 0);

/** Dollars by service, in the order of the price list. */
export const dollarsByService = (usage: Usage): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const { service } of Object.values(prices)) sums.set(service, 0);
  for (const { service, dollars } of billOf(usage)) sums.set(service, (sums.get(service) ?? 0) + dollars);
  return sums;
};
