import type { StreamItem } from '@signalbox/lambda-kit';
import { describe, expect, it } from 'vitest';
import { memoryBus, memoryStore } from '../test/memory-ports.ts';
import { fanRules } from '../test/pump-records.ts';
import { decideBatch } from './decide-batch.ts';

const log = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };

const item = (sequence: number, payload: string): StreamItem => {
  const wrapped = { topic: 'dt/demo/pump-7/telemetry', clientId: 'pump-7', receivedAt: 1000 * sequence };
  const data = Buffer.from(JSON.stringify({ ...wrapped, payload: Buffer.from(payload).toString('base64') }));
  const place = { shardId: 'shardId-0', sequenceNumber: String(sequence) };
  return { ...place, partitionKey: 'pump-7', arrivedAt: 1000 * sequence, data };
};

const degrees = (sequence: number, temperature: number, seq?: number) =>
  item(sequence, JSON.stringify({ ...(seq !== undefined && { seq }), metrics: { temperature } }));

const setUp = (refuses = () => false) => {
  const totals: Record<string, number> = {};
  const add = (name: string, value = 1) => {
    totals[name] = (totals[name] ?? 0) + value;
  };
  const store = memoryStore();
  const bus = memoryBus(undefined, refuses);
  const process = decideBatch({ store, bus, counts: { add }, now: () => 0, ruleSet: fanRules() });
  return { totals, store, bus, decide: (items: readonly StreamItem[]) => process(items, log) };
};

describe('decideBatch', () => {
  it('decides on the good records beside the bad', async () => {
    const { totals, bus, decide } = setUp();
    await decide([item(1, 'not json'), degrees(2, 95), item(3, '{"metrics":{"temperature":"hot"}}'), degrees(4, 70)]);
    expect(bus.events).toHaveLength(2);
    expect(totals).toEqual({ RecordsIgnored: 1, DecisionsMade: 2, DuplicatesSkipped: 0, DecisionsUndelivered: 0 });
  });

  it('counts what MQTT delivered twice and what the bus did not take', async () => {
    const { totals, decide } = setUp(() => true);
    await decide([degrees(1, 95, 5), degrees(2, 95, 5)]);
    expect(totals).toMatchObject({ DecisionsMade: 1, DuplicatesSkipped: 1, DecisionsUndelivered: 1 });
  });

  it('needs no state for a device that sent nothing of use', async () => {
    const { store, decide } = setUp();
    await decide([item(1, 'not json')]);
    expect(store.calls.loads).toBe(0);
  });

  it('names the record that stopped the device, past the ones that were refused', async () => {
    const { store, decide } = setUp(() => true);
    const readings = Array.from({ length: 250 }, (_, i) => ({ time: 1000, metrics: { temperature: i % 2 ? 70 : 95 } }));
    const flood = item(2, JSON.stringify({ readings }));
    const failure = { name: 'ItemFailed', sequenceNumber: '4', cause: { code: 'OUTBOX_FULL' } };
    await expect(decide([item(1, 'x'), flood, item(3, 'x'), degrees(4, 95)])).rejects.toMatchObject(failure);
    expect((await store.load('pump-7'))?.outbox).toHaveLength(250);
  });
});
