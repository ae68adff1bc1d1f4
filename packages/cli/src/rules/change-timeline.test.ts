import { emptyTimeline, promote, type RuleTimeline, rollBack, setBaseline, startRelease } from '@signalbox/releases';
import { expect, test } from 'vitest';
import { changeTimeline } from './change-timeline.ts';

const change = { now: 1_000, by: 'ann', reason: 'because' };
const shadow = startRelease(setBaseline(emptyTimeline, 'a', 0), 'b', change);

/** A timeline that others write too: before each of the first saves one of theirs lands. */
const contested = (theirs: readonly ((timeline: RuleTimeline) => RuleTimeline)[]) => {
  let stored = shadow;
  const waiting = [...theirs];
  return {
    loadTimeline: async () => stored,
    saveTimeline: async (next: RuleTimeline, before: RuleTimeline) => {
      stored = waiting.shift()?.(stored) ?? stored;
      if (stored.version !== before.version) return 'conflict' as const;
      stored = next;
      return 'saved' as const;
    },
  };
};

test('the second writer goes on from what the first one wrote', async () => {
  const store = contested([(timeline) => promote(timeline, change)]);
  const entry = await changeTimeline(store, (timeline) => promote(timeline, change));
  expect(entry).toMatchObject({ seq: 4, phase: 'all', stable: 'b' });
});

test('what the first one made impossible is not done', async () => {
  const store = contested([(timeline) => rollBack(timeline, change)]);
  const promoted = changeTimeline(store, (timeline) => promote(timeline, change));
  await expect(promoted).rejects.toMatchObject({ code: 'NOT_UNDER_WAY' });
  expect((await store.loadTimeline()).entries.at(-1)?.phase).toBe('rolled-back');
});

test('it is not tried for ever', async () => {
  const store = contested(
    Array.from({ length: 100 }, (_, index) => (timeline) => ({ ...timeline, version: 100 + index })),
  );
  const promoted = changeTimeline(store, (timeline) => promote(timeline, change));
  await expect(promoted).rejects.toThrow('others changed the rule timeline 10 times meanwhile');
});
