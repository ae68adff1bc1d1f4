import type { Decision } from '@signalbox/contracts';
import { describe, expect, it } from 'vitest';
import { memoryBus, memoryStore } from '../test/memory-ports.ts';
import { fanRules, reports } from '../test/pump-records.ts';
import { decideDevice, maxOutbox } from './decide-device.ts';

const now = () => 5_000_000;

const setUp = (options: { refuses?: () => boolean } = {}) => {
  const store = memoryStore();
  const bus = memoryBus(undefined, options.refuses);
  return { store, bus, decide: decideDevice({ store, bus, now, ruleSet: fanRules() }) };
};

const speeds = (events: readonly Decision[]) =>
  events.map((event) => 'command' in event && event.command.parameters['speed']);

describe('decideDevice', () => {
  it('saves, sends and clears, with two writes for any number of records', async () => {
    const { store, bus, decide } = setUp();
    const outcome = await decide([reports(1, [95]), reports(2, [96]), reports(3, [70]), reports(4, [91])]);
    expect(outcome).toEqual({ decided: 3, duplicates: 0, refused: [] });
    expect(speeds(bus.events)).toEqual([100, 0, 100]);
    expect(store.calls).toEqual({ loads: 1, saves: 2, conflicts: 0 });
    expect(await store.load('pump-7')).toMatchObject({ version: 2, outbox: [], ruleSetHash: 'abc', fleet: 'demo' });
  });

  it('writes nothing when nothing changed', async () => {
    const { store, decide } = setUp();
    await decide([reports(1, [20]), reports(2, [85])]);
    expect(store.calls.saves).toBe(0);
    await decide([reports(3, [95])]);
    await decide([reports(4, [96]), reports(5, [89])]);
    expect(store.calls.saves).toBe(2);
  });

  it('skips records that come again', async () => {
    const { bus, decide } = setUp();
    const batch = [reports(1, [95]), reports(2, [70])];
    await decide(batch);
    expect(await decide(batch)).toMatchObject({ decided: 0 });
    expect(bus.events).toHaveLength(2);
  });

  it('keeps what the bus refuses, and sends it first when it decides again', async () => {
    let down = true;
    const { store, bus, decide } = setUp({ refuses: () => down });
    expect(await decide([reports(1, [95])])).toMatchObject({ decided: 1, refused: ['ThrottlingException'] });
    expect((await store.load('pump-7'))?.outbox).toHaveLength(1);
    expect(await store.dueBy(now() + 30_000)).toEqual(['pump-7']);
    down = false;
    await decide([reports(2, [70])]);
    expect(speeds(bus.events)).toEqual([100, 0]);
    expect(await store.dueBy(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  it('clears only what was taken', async () => {
    let calls = 0;
    const { store, decide } = setUp({ refuses: () => calls++ % 2 === 1 });
    await decide([reports(1, [95]), reports(2, [70]), reports(3, [95])]);
    const left = (await store.load('pump-7'))?.outbox.map(({ decisionId }) => decisionId);
    expect(left).toEqual(['hot/pump-7/shardId-0:2#0/0']);
  });

  it('reloads and redoes the work when somebody else was faster', async () => {
    const { store, bus } = setUp();
    const ports = { bus, now, ruleSet: fanRules() };
    let meanwhile = true;
    const racing = {
      ...store,
      save: async (item: Parameters<typeof store.save>[0]) => {
        if (meanwhile) {
          meanwhile = false;
          await decideDevice({ ...ports, store })([reports(1, [95])]);
        }
        return store.save(item);
      },
    };
    const outcome = await decideDevice({ ...ports, store: racing })([reports(1, [95]), reports(2, [70])]);
    expect(outcome.decided).toBe(1);
    expect(speeds(bus.events)).toEqual([100, 0]);
  });

  it('gives up, to be called again, when others keep writing', async () => {
    const { store, bus } = setUp();
    const busy = { ...store, save: async () => 'conflict' as const };
    const decide = decideDevice({ store: busy, bus, now, ruleSet: fanRules() });
    await expect(decide([reports(1, [95])])).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });

  it('saves what came before a record that the engine cannot apply, and names that record', async () => {
    const { bus, decide } = setUp();
    const poison = { ...reports(2, [70]), readings: undefined as never };
    const outcome = await decide([reports(1, [95]), poison, reports(3, [70])]);
    expect(outcome.failure).toMatchObject({ recordIndex: 1, error: { code: 'RECORD_FAILED' } });
    expect(outcome.failure?.error.cause).toBeInstanceOf(TypeError);
    expect(speeds(bus.events)).toEqual([100]);
  });

  it('goes through more decisions than an outbox holds', async () => {
    const { store, bus, decide } = setUp();
    const swing = Array.from({ length: 150 }, (_, index) => (index % 2 ? 70 : 95));
    const outcome = await decide([1, 2, 3, 4, 5].map((sequence) => reports(sequence, swing)));
    expect(outcome.decided).toBe(750);
    expect(bus.events).toHaveLength(750);
    expect(new Set(bus.events.map(({ decisionId }) => decisionId)).size).toBe(750);
    expect(store.calls.loads).toBeLessThan(6);
  });

  it('waits with its records while the bus takes nothing and the outbox is full', async () => {
    let down = true;
    const { store, bus, decide } = setUp({ refuses: () => down });
    const swing = Array.from({ length: maxOutbox }, (_, index) => (index % 2 ? 70 : 95));
    const batch = [reports(1, swing), reports(2, [95])];
    expect((await decide(batch)).failure).toMatchObject({ recordIndex: 1, error: { code: 'OUTBOX_FULL' } });
    expect((await store.load('pump-7'))?.outbox).toHaveLength(maxOutbox);
    down = false;
    expect((await decide(batch)).failure).toBeUndefined();
    expect(bus.events).toHaveLength(maxOutbox + 1);
  });
});
