import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsInto, kinesisEvent, type Line, logInto } from '../test/fakes.ts';
import { oneByOne, processByDevice } from './process-by-device.ts';
import { streamItems } from './stream-items.ts';

interface Sent {
  readonly device: string;
  readonly good: boolean;
}

const sent = fc.array(fc.record({ device: fc.constantFrom('a', 'b', 'c'), good: fc.boolean() }), { maxLength: 30 });
const numberOf = (index: number) => String(index + 5); // from one digit to two

const run = async (records: readonly Sent[], concurrency = 2) => {
  const done: number[] = [];
  const lines: Line[] = [];
  const counts: Record<string, number> = {};
  const items = streamItems(
    kinesisEvent(records.map(({ device }, index) => ({ sequenceNumber: numberOf(index), partitionKey: device }))),
  );
  const response = await processByDevice(items, {
    concurrency,
    log: logInto(lines),
    counts: countsInto(counts),
    device: oneByOne(async ({ sequenceNumber }) => {
      await new Promise((resolve) => setImmediate(resolve));
      const index = Number(sequenceNumber) - 5;
      if (!records[index]?.good) throw new Error('no');
      done.push(index);
    }),
  });
  return { done, lines, counts, response };
};

/** What must come of it, told without concurrency: a device is done until its first bad record. */
const expectedDone = (records: readonly Sent[]): number[] =>
  records.flatMap(({ device }, index) =>
    records.slice(0, index + 1).every((record) => record.device !== device || record.good) ? [index] : [],
  );

describe('processByDevice', () => {
  it('stops a device at its first failure, in order, and lets the others go on', async () => {
    await fc.assert(
      fc.asyncProperty(sent, fc.integer({ min: 1, max: 4 }), async (records, concurrency) => {
        const { done, counts, response } = await run(records, concurrency);
        const expected = expectedDone(records);
        expect(done.toSorted((a, b) => a - b)).toEqual(expected);
        for (const device of ['a', 'b', 'c']) {
          const own = done.filter((index) => records[index]?.device === device);
          expect(own).toEqual(own.toSorted((a, b) => a - b));
        }
        const lowest = records.findIndex((_record, index) => !expected.includes(index));
        expect(response.batchItemFailures).toEqual(lowest === -1 ? [] : [{ itemIdentifier: numberOf(lowest) }]);
        expect(counts['RecordsFailed']).toBe(records.length - expected.length);
      }),
      { numRuns: 60 },
    );
  });

  it('says which record stopped which device', async () => {
    const { lines } = await run([
      { device: 'a', good: true },
      { device: 'b', good: true },
      { device: 'a', good: false },
    ]);
    expect(lines).toEqual([
      { shardId: 'shardId-000000000003', sequenceNumber: '7', partitionKey: 'a', message: 'a device stopped' },
    ]);
  });

  it('takes all of a device for undone if it fails without saying where', async () => {
    const items = streamItems(
      kinesisEvent(['1', '2'].map((sequenceNumber) => ({ sequenceNumber, partitionKey: 'a' }))),
    );
    const response = await processByDevice(items, {
      concurrency: 1,
      log: logInto([]),
      counts: countsInto({}),
      device: () => Promise.reject(new Error('state could not be saved')),
    });
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });
});
