import { randomBytes } from 'node:crypto';
import type { Decision } from '@signalbox/contracts';
import type { EngineRecord, Model } from '@signalbox/decision-engine';
import { describe, expect, it } from 'vitest';
import { memoryBus, memoryStore } from '../test/memory-ports.ts';
import { fanModel, limits, modelOf, operates, reports } from '../test/pump-records.ts';
import { ownRules } from '../test/released.ts';
import { decideDevice, maxOutbox } from './decide-device.ts';

const now = () => 5_000_000;

const setUp = (options: { refuses?: () => boolean; model?: Model } = {}) => {
  const store = memoryStore();
  const bus = memoryBus(undefined, options.refuses);
  return { store, bus, decide: decideDevice({ store, bus, now, rules: ownRules(options.model ?? fanModel()) }) };
};

/** Says as many things, which hardly compress, as the temperature has degrees. */
const talkative = (): Model =>
  modelOf({
    talkative: (trigger, state) => {
      const degrees = trigger.type === 'reading' ? Number(trigger.reading.metrics['temperature']) : 0;
      const effects = Array.from({ length: degrees }, () => ({
        reason: 'because',
        notification: { message: randomBytes(3000).toString('base64') },
      }));
      return { state, effects };
    },
  });

const speeds = (events: readonly Decision[]) =>
  events.map((event) => 'command' in event && event.command.parameters['speed']);

describe('decideDevice', () => {
  it('saves, sends and clears, with two writes for any number of records', async () => {
    const { store, bus, decide } = setUp();
    const outcome = await decide([reports(1, [95]), reports(2, [96]), reports(3, [70]), reports(4, [91])]);
    expect(outcome).toMatchObject({ decided: 3, duplicates: 0, outdated: 0, ignored: 0, refused: [] });
    expect(outcome.failedRules.times).toBe(0);
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
    const ports = { bus, now, rules: ownRules(fanModel()) };
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
    const decide = decideDevice({ store: busy, bus, now, rules: ownRules(fanModel()) });
    await expect(decide([reports(1, [95])])).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });

  it('goes by the settings of the device from the record on that brought them', async () => {
    const { store, bus, decide } = setUp();
    await decide([limits(1, 100), reports(2, [95]), limits(3, null), reports(4, [95])]);
    expect(bus.events.map(({ decisionId }) => decisionId)).toEqual(['hot/pump-7/shardId-0:4#0/0']);
    await decide([limits(5, 94)]);
    expect((await store.load('pump-7'))?.state.settings).toEqual({ limit: 94 });
  });

  it('counts operations that mean nothing, and readings that are too old for a rule', async () => {
    const { bus, decide } = setUp({ model: fanModel({ acknowledge: true }) });
    const old = { ...reports(3, [95]), receivedAt: 900_000 };
    const outcome = await decide([operates(1, 'ACKNOWLEDGE'), operates(2, 'RESET', 'cold'), old]);
    expect(outcome).toMatchObject({ decided: 0, outdated: 1, ignored: 2 });
    await decide([reports(901, [95]), operates(902, 'ACKNOWLEDGE'), reports(903, [70])]);
    expect(bus.events.map((event) => event.status)).toEqual(['ACTIVE', 'NORMAL']);
  });

  it('is not stopped by a rule that fails', async () => {
    const broken = () => {
      throw new Error('no');
    };
    const { bus, decide } = setUp({ model: modelOf({ broken, hot: 'fan' }) });
    const outcome = await decide([reports(1, [95, 96]), reports(2, [70])]);
    expect(outcome.failure).toBeUndefined();
    expect(outcome.failedRules.entries()).toEqual([['broken', { times: 3, error: new Error('no') }]]);
    expect(speeds(bus.events)).toEqual([100, 0]);
  });

  it('fails a device whose state outgrows its bound at the very record, however its batches are cut', async () => {
    const wide = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`s${index}`, 'x'.repeat(250)]));
    const settings = (sequence: number, values: Record<string, string | null>) =>
      ({ ...limits(sequence, 1), settings: values }) as EngineRecord;
    const more = (sequence: number) =>
      settings(
        sequence,
        Object.fromEntries(Object.entries(wide).map(([name, value]) => [`${name}-${sequence}`, value])),
      );
    const records = [...Array.from({ length: 17 }, (_, index) => more(index + 1)), more(18), reports(19, [95])];
    const failure = {
      recordIndex: 17 - 1,
      error: { code: 'STATE_TOO_LARGE', message: expect.stringContaining('pump-7') },
    };
    for (const size of [records.length, 1]) {
      const { store, decide } = setUp();
      let failed: unknown;
      for (let at = 0; at < records.length && !failed; at += size) {
        const outcome = await decide(records.slice(at, at + size));
        if (outcome.failure) failed = { ...outcome.failure, recordIndex: at + outcome.failure.recordIndex };
      }
      expect(failed).toMatchObject(failure);
      expect((await store.load('pump-7'))?.state.position?.sequenceNumber).toBe('16');
      // What makes it smaller is let through.
      const names = Object.keys(wide).map((name) => `${name}-1`);
      const less = await decide([settings(20, Object.fromEntries(names.map((name) => [name, null])))]);
      expect(less.failure).toBeUndefined();
    }
  });

  it('saves in smaller pieces what does not fit into one item, and fails at a record that alone does not', async () => {
    const { store, bus, decide } = setUp({ model: talkative() });
    const outcome = await decide([50, 50, 50, 50, 20].map((messages, index) => reports(index + 1, [messages])));
    expect(outcome).toMatchObject({ decided: 220, refused: [] });
    expect(outcome.failure).toBeUndefined();
    expect(new Set(bus.events.map(({ decisionId }) => decisionId)).size).toBe(220);
    const flood = await decide([reports(6, [10]), reports(7, [300]), reports(8, [10])]);
    expect(flood.failure).toMatchObject({ recordIndex: 1, error: { code: 'STATE_TOO_LARGE' } });
    expect(bus.events).toHaveLength(230);
    expect((await store.load('pump-7'))?.state.position?.sequenceNumber).toBe('6');
  });

  it('sends what waits before it gives a record up that does not fit beside it', async () => {
    let down = true;
    const { bus, decide } = setUp({ model: talkative(), refuses: () => down });
    await decide([reports(1, [80])]);
    expect((await decide([reports(2, [80])])).failure).toMatchObject({ error: { code: 'OUTBOX_FULL' } });
    down = false;
    expect((await decide([reports(2, [80])])).failure).toBeUndefined();
    expect(bus.events).toHaveLength(160);
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
