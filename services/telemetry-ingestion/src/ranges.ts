import { hourPrefix, type ObjectRange } from '@signalbox/contracts';
import type { StreamItem } from '@signalbox/lambda-kit';

/** Things of one shard that arrived in one hour, in stream order, and the name of the object that holds them. */
export interface Ranged<T> {
  readonly range: ObjectRange;
  readonly items: readonly T[];
}

/**
 * Splits things in stream order by shard and hour of arrival. The split depends on the records alone, so that a batch that
 * comes again gives the same objects.
 */
export const rangesByHour = <T>(things: readonly T[], itemOf: (thing: T) => StreamItem): Ranged<T>[] => {
  const groups = Map.groupBy(things, (thing) => {
    const { shardId, arrivedAt } = itemOf(thing);
    return `${shardId} ${hourPrefix('archive', arrivedAt)}`;
  });
  return [...groups.values()].flatMap((items) => {
    const [first, last] = [items.at(0), items.at(-1)].map((thing) => (thing === undefined ? undefined : itemOf(thing)));
    if (first === undefined || last === undefined) return [];
    const { shardId, arrivedAt, sequenceNumber: firstSequenceNumber } = first;
    return [{ range: { shardId, arrivedAt, firstSequenceNumber, lastSequenceNumber: last.sequenceNumber }, items }];
  });
};
