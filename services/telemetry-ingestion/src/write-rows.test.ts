import { PermanentError, TransientError } from '@signalbox/lambda-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore, messageItem, readingOf, receivedAt } from '../test/fakes.ts';
import type { Row, Stored } from './rows.ts';
import { sortBatch } from './sort-batch.ts';
import type { TelemetryStore } from './telemetry-store.ts';
import { writeRows } from './write-rows.ts';

const rows = (count: number, fleetOf: (index: number) => string = () => 'demo'): Stored[] => {
  const items = Array.from({ length: count }, (_, index) =>
    messageItem({ payload: readingOf(20, receivedAt - index), topic: `dt/${fleetOf(index)}/pump-${index}/telemetry` }),
  );
  return [...sortBatch(items, Number.POSITIVE_INFINITY).rows];
};

const times = (stored: readonly { readonly row: Row }[]) => stored.map(({ row }) => row.time);

describe('writeRows', () => {
  it('writes at most 100 rows a call, each call of one fleet', async () => {
    const store = memoryStore();
    const { stored } = await writeRows(
      store,
      rows(250, (index) => (index % 2 === 0 ? 'a' : 'b')),
      4,
    );
    expect(stored).toHaveLength(250);
    expect(store.rows()).toHaveLength(250);
    expect(store.calls.map((call) => call.length).toSorted((a, b) => a - b)).toEqual([25, 25, 100, 100]);
    for (const call of store.calls) expect(new Set(call.map(({ fleet }) => fleet)).size).toBe(1);
  });

  it('tells rows that the store refused from those that it has a later word on', async () => {
    const given = rows(3);
    const store: TelemetryStore = {
      write: async () => [
        { index: 1, detail: 'out of window' },
        { index: 2, detail: 'exists', existingVersion: receivedAt + 1 },
      ],
    };
    const written = await writeRows(store, given, 1);
    expect(written.stored).toEqual([given[0]]);
    expect(written.rejected).toEqual([{ stored: given[1], detail: 'out of window' }]);
    expect(written.superseded).toEqual([given[2]]);
  });

  it('takes a row of the same version that differs for refused', async () => {
    const store: TelemetryStore = { write: async () => [{ index: 0, detail: 'exists', existingVersion: receivedAt }] };
    expect((await writeRows(store, rows(1), 1)).rejected).toHaveLength(1);
  });

  it('finds the rows for which the store refuses a call as a whole, and writes the others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: 119 }), { maxLength: 6 }), async (bad) => {
        const badTimes = new Set(bad.map((index) => receivedAt - index));
        const store = memoryStore();
        const write: TelemetryStore['write'] = async (given) => {
          if (given.some(({ time }) => badTimes.has(time))) throw new PermanentError('STORE_INVALID', 'some row');
          return store.write(given);
        };
        const { stored, rejected, failed } = await writeRows({ write }, rows(120), 2);
        expect(failed).toEqual([]);
        expect(new Set(times(rejected.map((rejection) => rejection.stored)))).toEqual(badTimes);
        expect(stored).toHaveLength(120 - bad.length);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    new TransientError('STORE_UNAVAILABLE', 'throttled'),
    new PermanentError('STORE_UNAVAILABLE', 'access denied'),
    new Error('anything'),
  ])('fails only the rows of the call that could not be made: %s', async (error) => {
    const store: TelemetryStore = {
      write: async ([first]) => {
        if (first?.fleet === 'b') throw error;
        return [];
      },
    };
    const { stored, failed, rejected } = await writeRows(
      store,
      rows(4, (index) => (index === 2 ? 'b' : 'a')),
      2,
    );
    expect(times(failed.map((failure) => failure.stored))).toEqual([receivedAt - 2]);
    expect(stored).toHaveLength(3);
    expect(rejected).toEqual([]);
  });
});
