import { type Model, ModelError } from '@signalbox/decision-engine';
import { emptyTimeline, knownUntil, promote, type RuleTimeline, setBaseline, startRelease } from '@signalbox/releases';
import { describe, expect, it } from 'vitest';
import { fanModel } from '../test/pump-records.ts';
import { releasedRules } from './released-rules.ts';

const own = fanModel();
const change = { by: 'ada', reason: 'a test' };
const baseline = setBaseline(emptyTimeline, 'abc', 0);
const other: Model = { ...own, ruleSet: { ...own.ruleSet, hash: 'other' } };

interface World {
  now: number;
  timeline: RuleTimeline | Error;
  /** By hash; an Error is thrown. */
  readonly sets: Map<string, Model | Error>;
}

const setUp = (timeline: RuleTimeline = baseline) => {
  const world: World = { now: 0, timeline, sets: new Map<string, Model | Error>([['other', other]]) };
  const calls = { timeline: 0, sets: [] as string[] };
  const orThrow = <T>(value: T | Error): T => {
    if (value instanceof Error) throw value;
    return value;
  };
  const rules = releasedRules({
    own,
    now: () => world.now,
    loadTimeline: async () => {
      calls.timeline += 1;
      return orThrow(world.timeline);
    },
    loadRuleSet: async (hash) => {
      calls.sets.push(hash);
      const found = world.sets.get(hash);
      if (found instanceof Error && !(found instanceof ModelError)) throw found;
      return found === undefined ? undefined : { ...own.ruleSet, hash };
    },
    prepare: async ({ hash }) => orThrow(world.sets.get(hash) ?? own),
  });
  const decide = async (receivedAt: number[], kept?: Parameters<typeof rules.deciding>[1]['kept']) => {
    const timeline = await rules.timelineUntil(Math.max(...receivedAt));
    return rules.deciding(timeline, { deviceId: 'pump-7', receivedAt, ...(kept && { kept }) });
  };
  return { world, calls, rules, decide };
};

describe('the timeline', () => {
  it('is read when it must be, and not before', async () => {
    const { calls, rules, world } = setUp();
    expect(calls.timeline).toBe(0);
    await rules.timelineUntil(1000);
    world.now = 20_000;
    // At hand: no promise, so that what costs nothing costs nothing.
    expect(rules.timelineUntil(knownUntil(0) - 1)).toBe(baseline);
    expect(calls.timeline).toBe(1);
    await rules.timelineUntil(knownUntil(0));
    expect(calls.timeline).toBe(2);
    expect(rules.timelineUntil(knownUntil(20_000) - 1)).toBe(baseline);
  });

  it('is read once for all who wait for it, and again after a failure', async () => {
    const { calls, rules, world } = setUp();
    world.timeline = new Error('throttled');
    const failed = await Promise.allSettled([rules.timelineUntil(1), rules.timelineUntil(2)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(calls.timeline).toBe(1);
    world.timeline = baseline;
    expect(await rules.timelineUntil(1)).toBe(baseline);
  });

  it('is read again for a device that another process, which knew more, decided on', async () => {
    const { calls, decide, world } = setUp();
    await decide([1000]);
    world.timeline = startRelease(baseline, 'other', { ...change, now: 0 });
    const kept = { releaseSeq: 2, ruleSetHash: 'abc' };
    const { inForce } = await decide([1000], kept);
    expect(calls.timeline).toBe(2);
    expect(inForce(1000, 2)).toMatchObject({ sets: { seq: 2, live: 'abc', other: 'other' }, effectiveAt: 30_000 });
    await expect(decide([1000], { ...kept, releaseSeq: 9 })).rejects.toMatchObject({ code: 'RULES_UNAVAILABLE' });
  });
});

describe('what decides', () => {
  it('are the own rules as long as nothing was released, whatever made the state', async () => {
    const { calls, decide } = setUp(emptyTimeline);
    const { inForce, models } = await decide([1000], { ruleSetHash: 'of long ago' });
    expect(inForce(1000, 0)).toEqual({ sets: { seq: 0, live: 'abc' }, effectiveAt: 0 });
    expect(models('abc')).toBe(own);
    expect(models('of long ago')).toBeUndefined();
    expect(calls.sets).toEqual([]);
  });

  it('is what was released, although the version has other rules', async () => {
    const { calls, decide } = setUp(setBaseline(emptyTimeline, 'other', 0));
    const { inForce, models } = await decide([1000]);
    expect(inForce(1000, 0).sets).toEqual({ seq: 1, live: 'other' });
    expect(models('other')).toBe(other);
    await decide([2000]);
    expect(calls.sets).toEqual(['other']);
  });

  it('is known of every set that the records and the device need', async () => {
    const shadow = startRelease(baseline, 'other', { ...change, now: 100_000 });
    const all = promote(shadow, { ...change, now: 200_000, to: 'all' });
    const { calls, decide, world } = setUp(all);
    world.sets.set('third', own);
    const kept = { releaseSeq: 1, ruleSetHash: 'third', other: { hash: 'abc' } };
    const { inForce, models } = await decide([1000, 140_000, 240_000], kept);
    expect(calls.sets.toSorted()).toEqual(['other', 'third']);
    expect(inForce(1000, 1)).toEqual({ sets: { seq: 1, live: 'abc' }, effectiveAt: 0 });
    expect(inForce(140_000, 1)).toMatchObject({ sets: { live: 'abc', other: 'other' }, releaseId: 'rules-other-2' });
    expect(inForce(240_000, 1)).toEqual({ sets: { seq: 3, live: 'other' }, effectiveAt: 230_000 });
    expect(models('third')).toBe(own);
  });
});

describe('a set that cannot be had', () => {
  const needed = setBaseline(emptyTimeline, 'other', 0);

  it.each([
    ['is gone', undefined],
    ['cannot be run', new ModelError('hot', 'is of kind alarm')],
  ])('stops all that it is to decide if it %s, until it comes', async (_what, found) => {
    const { decide, world } = setUp(needed);
    if (found) world.sets.set('other', found);
    else world.sets.delete('other');
    await expect(decide([1000])).rejects.toMatchObject({ name: 'TransientError', code: 'RULES_UNAVAILABLE' });
    await expect(decide([1000])).rejects.toMatchObject({ code: 'RULES_UNAVAILABLE' });
    world.sets.set('other', other);
    world.now = 60_000;
    expect((await decide([60_000])).models('other')).toBe(other);
  });

  it('is asked for again when it could not be read', async () => {
    const { decide, world } = setUp(needed);
    world.sets.set('other', new TypeError('no network'));
    await expect(decide([1000])).rejects.toThrow('no network');
    world.sets.set('other', other);
    expect((await decide([1000])).models('other')).toBe(other);
  });

  it('does not stop what decides if it only runs beside', async () => {
    const { decide, world } = setUp(startRelease(baseline, 'other', { ...change, now: 0 }));
    world.sets.delete('other');
    expect((await decide([40_000])).models('other')).toBeUndefined();
    const broken = setUp(startRelease(baseline, 'other', { ...change, now: 0 }));
    broken.world.sets.set('other', new ModelError('hot', 'no'));
    const { models } = await broken.decide([40_000]);
    expect(() => models('other')).toThrow(ModelError);
    expect(models('abc')).toBe(own);
  });
});
