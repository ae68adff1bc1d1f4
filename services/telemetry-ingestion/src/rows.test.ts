import { describe, expect, it } from 'vitest';
import { messageItem, readingOf, receivedAt } from '../test/fakes.ts';
import { withoutDuplicates } from './rows.ts';
import { sortBatch } from './sort-batch.ts';

const rowsOfPayloads = (...messages: Parameters<typeof messageItem>[0][]) =>
  sortBatch(messages.map(messageItem), Number.POSITIVE_INFINITY).rows;

describe('withoutDuplicates', () => {
  it('keeps the last delivery of a message', () => {
    const payload = readingOf(20);
    const rows = rowsOfPayloads(
      { payload, receivedAt: receivedAt + 9 },
      { payload },
      { payload, receivedAt: receivedAt + 3 },
    );
    expect(withoutDuplicates(rows).map(({ row }) => row.version)).toEqual([receivedAt + 9]);
  });

  it('does not mind the order of metrics', () => {
    const rows = rowsOfPayloads(
      { payload: `{"time":${receivedAt},"metrics":{"temperature":1,"flow":2}}` },
      { payload: `{"time":${receivedAt},"metrics":{"flow":2,"temperature":1}}` },
    );
    expect(withoutDuplicates(rows)).toHaveLength(1);
  });

  it('keeps readings that differ in device, time or value', () => {
    const payload = readingOf(20);
    const rows = rowsOfPayloads(
      { payload },
      { payload, deviceId: 'pump-8' },
      { payload: readingOf(21) },
      { payload: readingOf(20, receivedAt - 1) },
    );
    expect(withoutDuplicates(rows)).toHaveLength(4);
  });
});
