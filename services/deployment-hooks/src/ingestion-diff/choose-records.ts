import type { AskedRecord } from './asked-record.ts';

const newestFirst = (one: AskedRecord, other: AskedRecord): number => other.receivedAt - one.receivedAt;

/** The newest record of each device, then the second newest of each, until there are `most`: no device speaks for all. */
export const chooseRecords = (records: readonly AskedRecord[], most: number): readonly AskedRecord[] => {
  const devices = Map.groupBy(records, ({ partitionKey }) => partitionKey);
  const ranked = [...devices.values()].flatMap((own) =>
    own.toSorted(newestFirst).map((record, rank) => ({ record, rank })),
  );
  return ranked
    .sort((one, other) => one.rank - other.rank || newestFirst(one.record, other.record))
    .slice(0, most)
    .map(({ record }) => record);
};
