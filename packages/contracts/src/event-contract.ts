import type { Contract } from './contract.ts';

/** A message on the event bus. `eventPattern` is what a rule of the bus matches it by. */
export interface EventContract<T> extends Contract<T> {
  readonly source: string;
  readonly detailType: string;
  readonly eventPattern: { readonly source: readonly [string]; readonly 'detail-type': readonly [string] };
}

/** Gives a contract for an event's `detail` the source and detail type by which the bus knows it. */
export const eventContract = <T>(source: string, detailType: string, detail: Contract<T>): EventContract<T> => ({
  ...detail,
  source,
  detailType,
  eventPattern: { source: [source], 'detail-type': [detailType] },
});
