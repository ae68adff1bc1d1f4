import { randomBytes } from 'node:crypto';
import type { EngineRecord } from '@signalbox/decision-engine';
import { emptyTimeline, lastEntry, rollBack, setBaseline, startRelease } from '@signalbox/releases';
import { describe, expect, it } from 'vitest';
import { memoryBus, memoryStore, memoryTicks } from '../test/memory-ports.ts';
import { fanModel, limits, modelOf, reports, ticks } from '../test/pump-records.ts';
import { rulesAt } from '../test/released.ts';
import { toAttributes } from './adapters/device-item-attributes.ts';
import { decideDevice } from './decide-device.ts';
import { sweep } from './sweep.ts';

const change = { by: 'ada', reason: 'a test' };
const releases = startRelease(setBaseline(emptyTimeline, 'abc', 0), 'def', { ...change, now: 0 });
const after = (lastEntry(releases)?.effectiveAt ?? 0) / 1000;

const candidateOf = (model: ReturnType<typeof fanModel>) => ({ ...model, ruleSet: { ...model.ruleSet, hash: 'def' } });

const setUp = (candidate = fanModel({ when: 'temperature >= 85' }), timeline = () => releases) => {
  const [store, bus] = [memoryStore(), memoryBus()];
  const rules = rulesAt(timeline, [fanModel(), candidateOf(candidate)]);
  return { store, bus, decide: decideDevice({ store, bus, now: () => 0, rules }) };
};

/** Sends nothing, and remembers as many bytes as `temperature` times 1000. */
const hoarder = () =>
  modelOf({
    hoarder: (trigger) => {
      const size = trigger.type === 'reading' ? Number(trigger.reading.metrics['temperature']) * 1000 : 0;
      return { state: { kind: 'detector', hoard: randomBytes(size / 2).toString('hex') }, effects: [] };
    },
  });

describe('the other side', () => {
  it('is kept in the item of the device and sends nothing', async () => {
    const { bus, decide, store } = setUp();
    const outcome = await decide([reports(after, [70]), reports(after + 1, [87])]);
    expect(bus.events).toEqual([]);
    expect(outcome.evidence.map(({ line, releaseId }) => [releaseId, line.side])).toEqual([['rules-def-2', 'other']]);
    expect(await store.load('pump-7')).toMatchObject({
      ...{ ruleSetHash: 'abc', releaseSeq: 2, state: { machines: {} } },
      other: { hash: 'def', state: { machines: { hot: { status: 'ACTIVE' } } } },
    });
  });

  it('has ticks put for its timers', async () => {
    const { bus, decide, store } = setUp(fanModel({ when: 'temperature >= 85', forMs: 5000 }));
    await decide([reports(after, [87])]);
    const puts = memoryTicks();
    const now = () => 1000 * after + 5000;
    await sweep({ store, index: store, bus, ticks: puts, now, goOn: () => true });
    expect(puts.records).toMatchObject([{ deviceId: 'pump-7', dueAt: 1000 * after + 5000 }]);
    const outcome = await decide([ticks(after + 5)]);
    expect(outcome.evidence).toHaveLength(1);
    expect(await store.dueBy(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  it('is gone when the release is', async () => {
    let timeline = releases;
    const { decide, store } = setUp(undefined, () => timeline);
    await decide([reports(after, [87])]);
    timeline = rollBack(releases, { ...change, now: 1000 * after });
    await decide([reports(after + 60, [70])]);
    const item = await store.load('pump-7');
    expect(item).toMatchObject({ releaseSeq: 3, ruleSetHash: 'abc' });
    expect(item).not.toHaveProperty('other');
  });

  it('is dropped and counted when its state is too large, and what decides is untouched', async () => {
    const { bus, decide, store } = setUp(hoarder());
    const outcome = await decide([reports(after, [95]), reports(after + 1, [300]), reports(after + 2, [70])]);
    expect(outcome).toMatchObject({ decided: 2, othersDropped: 1 });
    expect(outcome.failure).toBeUndefined();
    expect(outcome.evidence.flatMap(({ line }) => (line.side === 'failure' ? [line] : []))).toMatchObject([
      { hash: 'def', deviceId: 'pump-7', tooLarge: true },
    ]);
    expect(bus.events).toHaveLength(2);
    expect(await store.load('pump-7')).toMatchObject({ other: { hash: 'def' } });
  });

  it('is dropped and counted when it does not fit beside the one that decides', async () => {
    const wide = Array.from({ length: 900 }, (_, index) => [`s${index}`, randomBytes(187).toString('base64')]);
    const settings: EngineRecord = { ...limits(1, 1), settings: Object.fromEntries(wide) } as EngineRecord;
    const { decide, store } = setUp(hoarder());
    await decide([settings]);
    const outcome = await decide([reports(after, [20])]);
    expect(outcome).toMatchObject({ othersDropped: 1, evidence: [{ line: { tooLarge: true } }] });
    expect(outcome.failure).toBeUndefined();
    const item = await store.load('pump-7');
    expect(item).toMatchObject({ releaseSeq: 2, ruleSetHash: 'abc' });
    expect(item).not.toHaveProperty('other');
  });

  it('that fails fails alone', async () => {
    const broken = () => {
      throw new Error('no');
    };
    const { bus, decide } = setUp(modelOf({ broken }));
    const outcome = await decide([reports(after, [95]), reports(after + 1, [70])]);
    expect(outcome).toMatchObject({ decided: 2, otherFailures: 2 });
    expect(outcome.failedRules.times).toBe(0);
    expect(bus.events).toHaveLength(2);
    expect(outcome.evidence.filter(({ line }) => line.side === 'failure')).toHaveLength(2);
  });

  it('that decides more than anybody wants to know does no harm', async () => {
    const effects = Array.from({ length: 30_000 }, () => ({ reason: 'r', notification: { message: 'm' } }));
    const { bus, decide } = setUp(modelOf({ talkative: (_trigger, state) => ({ state, effects }) }));
    const outcome = await decide([reports(after, [95]), reports(after + 1, [70])]);
    expect(outcome).toMatchObject({ decided: 2, evidenceLost: 60_002 - 20_000 });
    expect(outcome.evidence).toHaveLength(20_000);
    expect(bus.events).toHaveLength(2);
  });

  it('of an engine that this one does not know counts for nothing', async () => {
    const { decide, store } = setUp();
    await decide([reports(after, [87])]);
    const item = await store.load('pump-7');
    if (!item?.other) throw new Error('there is another side');
    const unknown = { hash: 'def', state: { ...item.other.state, schemaVersion: 9 as never } };
    store.table.set('pump-7', toAttributes({ ...item, other: unknown }));
    expect((await store.load('pump-7'))?.other).toBeUndefined();
    expect((await decide([reports(after + 1, [95])])).decided).toBe(1);
  });
});

it('an item from before there were releases goes on as it is', async () => {
  const { decide, store } = setUp(undefined, () => emptyTimeline);
  await decide([reports(1, [95])]);
  const item = await store.load('pump-7');
  expect(item).not.toHaveProperty('releaseSeq');
  if (!item) throw new Error('there is an item');
  store.table.set('pump-7', toAttributes({ ...item, ruleSetHash: 'of long ago' }));
  const released = decideDevice({
    ...{ store, bus: memoryBus(), now: () => 0 },
    rules: rulesAt(() => setBaseline(emptyTimeline, 'abc', 0), [fanModel()]),
  });
  expect(await released([reports(2, [70])])).toMatchObject({ decided: 1 });
  expect(await store.load('pump-7')).toMatchObject({ releaseSeq: 1, ruleSetHash: 'abc' });
});
