import { quarantineRecord } from '@signalbox/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemOf, messageItem, readingOf, receivedAt } from '../test/fakes.ts';
import { sortBatch } from './sort-batch.ts';

const hour = 3_600_000;
const sort = (...items: Parameters<typeof sortBatch>[0]) => sortBatch(items, 24 * hour);

describe('sortBatch', () => {
  it('makes a row of a reading: identity, version and metrics', () => {
    const { messages, rows, quarantined } = sort(messageItem({ payload: readingOf(81.2, receivedAt - 5) }));
    expect({ messages, quarantined }).toEqual({ messages: 1, quarantined: [] });
    expect(rows.map(({ row }) => row)).toEqual([
      {
        fleet: 'demo',
        deviceId: 'pump-7',
        deviceType: 'pump',
        time: receivedAt - 5,
        version: receivedAt,
        metrics: { temperature: 81.2 },
      },
    ]);
  });

  it('takes the identity from the topic and the version from the rule, whatever the payload says', () => {
    const forged = JSON.stringify({ metrics: { temperature: 1 }, deviceId: 'pump-1', receivedAt: 5 });
    const { rows, quarantined } = sort(messageItem({ payload: forged }));
    expect(rows).toEqual([]);
    expect(quarantined[0]?.record).toMatchObject({
      reason: 'INVALID_SHAPE',
      receivedAt,
      topic: 'dt/demo/pump-7/telemetry',
    });
  });

  it('keeps the good readings of a message and quarantines the bad with the whole of it', () => {
    const readings = [receivedAt - 2, receivedAt - 25 * hour, receivedAt + hour].map((time) => ({
      time,
      metrics: { temperature: 20 },
    }));
    const payload = JSON.stringify({ readings });
    const { rows, quarantined } = sort(messageItem({ payload }));
    expect(rows.map(({ reading }) => reading)).toEqual([0]);
    expect(quarantined.map(({ record }) => [record.position.reading, record.reason])).toEqual([
      [1, 'TIME_TOO_OLD'],
      [2, 'TIME_IN_FUTURE'],
    ]);
    for (const { record } of quarantined) expect(Buffer.from(record.payload, 'base64').toString()).toBe(payload);
  });

  it('quarantines a record that is none, byte for byte, and its neighbours not', () => {
    const broken = Buffer.from([0, 255, 1]);
    const { rows, quarantined } = sort(
      itemOf(broken, { sequenceNumber: '7', partitionKey: 'k' }),
      messageItem({ payload: readingOf(20) }),
    );
    expect(rows).toHaveLength(1);
    expect(quarantined.map(({ record }) => record)).toEqual([
      {
        kind: 'record',
        quarantineId: '2026112318-000000000000-7',
        reason: 'INVALID_RECORD',
        detail: 'not UTF-8',
        position: { shardId: 'shardId-000000000000', sequenceNumber: '7' },
        partitionKey: 'k',
        receivedAt: receivedAt + 20,
        payload: broken.toString('base64'),
      },
    ]);
  });

  it.each([
    { type: 'tick', dueAt: 1 },
    { type: 'settings', settings: { limit: 95 }, by: 'ada' },
    { type: 'alarm', rule: 'hot', operation: 'RESET', by: 'ada' },
  ])('leaves to those that they are for: $type', (record) => {
    const item = itemOf(JSON.stringify({ fleet: 'demo', deviceId: 'pump-7', receivedAt: 2, ...record }));
    expect(sort(item)).toEqual({ messages: 0, rows: [], quarantined: [] });
  });

  it('accounts for any bytes, with records that hold to the contract', () => {
    const data = fc.oneof(fc.string(), fc.json(), fc.uint8Array()).map((bytes) => itemOf(bytes));
    const message = fc.oneof(fc.string(), fc.json()).map((payload) => messageItem({ payload }));
    fc.assert(
      fc.property(fc.oneof(data, message), (item) => {
        const { rows, quarantined } = sort(item);
        expect(rows.length + quarantined.length).toBeGreaterThan(0);
        for (const { record } of quarantined) expect(quarantineRecord.check(record)).toMatchObject({ ok: true });
      }),
    );
  });
});
