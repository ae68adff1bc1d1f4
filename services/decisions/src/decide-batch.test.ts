import type { Log, StreamItem } from '@signalbox/lambda-kit';
import { describe, expect, it } from 'vitest';
import { memoryBus, memoryStore } from '../test/memory-ports.ts';
import { fanModel, modelOf } from '../test/pump-records.ts';
import { ownRules } from '../test/released.ts';
import { decideBatch } from './decide-batch.ts';
import { reportFailedRules } from './report-failed-rules.ts';

type Line = Readonly<Record<string, unknown>>;

const logInto = (lines: Line[], keys: Line = {}): Log => ({
  ...{ debug() {}, info() {}, warn() {} },
  error: (message, extra) => void lines.push({ ...keys, message, extra }),
  child: (more) => logInto(lines, { ...keys, ...more }),
});

const item = (sequence: number, payload: string): StreamItem => {
  const wrapped = { topic: 'dt/demo/pump-7/telemetry', clientId: 'pump-7', receivedAt: 1000 * sequence };
  const data = Buffer.from(JSON.stringify({ ...wrapped, payload: Buffer.from(payload).toString('base64') }));
  const place = { shardId: 'shardId-0', sequenceNumber: String(sequence) };
  return { ...place, partitionKey: 'pump-7', arrivedAt: 1000 * sequence, data };
};

const about = (sequence: number, record: object, deviceId = 'pump-7'): StreamItem => {
  const data = Buffer.from(
    JSON.stringify({ fleet: 'demo', deviceId, receivedAt: 1000 * sequence, by: 'ada', ...record }),
  );
  return { ...item(sequence, ''), partitionKey: deviceId, data };
};

const degrees = (sequence: number, temperature: number, seq?: number) =>
  item(sequence, JSON.stringify({ ...(seq !== undefined && { seq }), metrics: { temperature } }));

const setUp = (refuses = () => false, model = fanModel()) => {
  const lines: Line[] = [];
  const reports = { failedRules: reportFailedRules(), evidence: { add: () => undefined } };
  const totals: Record<string, number> = {};
  const add = (name: string, value = 1) => {
    totals[name] = (totals[name] ?? 0) + value;
  };
  const store = memoryStore();
  const bus = memoryBus(undefined, refuses);
  const process = decideBatch({ store, bus, counts: { add }, now: () => 0, rules: ownRules(model) });
  const decide = (items: readonly StreamItem[]) =>
    process(items, logInto(lines, { partitionKey: items[0]?.partitionKey }), reports);
  return { totals, lines, store, bus, decide };
};

describe('decideBatch', () => {
  it('decides on the good records beside the bad', async () => {
    const { totals, bus, decide } = setUp();
    await decide([item(1, 'not json'), degrees(2, 95), item(3, '{"metrics":{"temperature":"hot"}}'), degrees(4, 70)]);
    expect(bus.events).toHaveLength(2);
    const none = {
      DuplicatesSkipped: 0,
      ReadingsOutdated: 0,
      OperationsIgnored: 0,
      RulesFailed: 0,
      DecisionsUndelivered: 0,
    };
    expect(totals).toEqual({ RecordsIgnored: 1, DecisionsMade: 2, ...none });
  });

  it('counts what MQTT delivered twice and what the bus did not take', async () => {
    const { totals, decide } = setUp(() => true);
    await decide([degrees(1, 95, 5), degrees(2, 95, 5)]);
    expect(totals).toMatchObject({ DecisionsMade: 1, DuplicatesSkipped: 1, DecisionsUndelivered: 1 });
  });

  it('takes settings and operations from the stream, and counts what came to nothing', async () => {
    const { totals, bus, decide } = setUp(undefined, fanModel({ maxAgeMs: 500 }));
    const settings = about(1, { type: 'settings', settings: { limit: 97 } });
    const reset = (sequence: number) => about(sequence, { type: 'alarm', rule: 'hot', operation: 'RESET' });
    const late = item(5, JSON.stringify({ time: 1000, metrics: { temperature: 99 } }));
    await decide([settings, degrees(2, 95), degrees(3, 98), reset(4), late, reset(6)]);
    expect(bus.events.map(({ decisionId }) => decisionId)).toEqual(['hot/pump-7/shardId-0:3#0/0']);
    expect(totals).toMatchObject({ DecisionsMade: 1, ReadingsOutdated: 1, OperationsIgnored: 1, RecordsIgnored: 0 });
  });

  it('counts each time that a rule fails, and says it once a batch', async () => {
    const broken = (name: string) => () => {
      throw new TypeError(`${name} is broken`);
    };
    const model = modelOf({ first: broken('first'), hot: 'fan', second: broken('second') });
    const { totals, lines, bus, decide } = setUp(undefined, model);
    await decide([degrees(1, 95), degrees(2, 70)]);
    const other = { topic: 'dt/demo/pump-8/telemetry', clientId: 'pump-8', receivedAt: 3000 };
    const payload = Buffer.from('{"metrics":{"temperature":95}}').toString('base64');
    await decide([
      { ...degrees(3, 95), partitionKey: 'pump-8', data: Buffer.from(JSON.stringify({ ...other, payload })) },
    ]);
    expect(bus.events).toHaveLength(3);
    expect(totals).toMatchObject({ DecisionsMade: 3, RulesFailed: 6 });
    expect(lines).toEqual(
      ['first', 'second'].map((rule) => ({
        ...{ partitionKey: 'pump-7', rule, times: 2, message: 'a rule failed' },
        extra: new TypeError(`${rule} is broken`),
      })),
    );
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
