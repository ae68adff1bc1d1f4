import {
  emptyTimeline,
  lastEntry,
  promote,
  type RuleRelease,
  type RuleTimeline,
  rollBack,
  setBaseline,
} from '@signalbox/releases';
import { describe, expect, it } from 'vitest';
import { releaseRules, takeRulesBack } from './release-rules.ts';

const [stable, candidate] = ['a'.repeat(64), 'b'.repeat(64)];
const baseline = setBaseline(emptyTimeline, stable, 1000);

/** Ports over a timeline; the first `conflicts` writes meet another writer. */
const ports = (timeline: RuleTimeline, conflicts = 0) => {
  const kept = { timeline, releases: [] as RuleRelease[], left: conflicts };
  return {
    kept,
    made: {
      load: async () => kept.timeline,
      save: async (next: RuleTimeline) => {
        kept.left -= 1;
        if (kept.left >= 0) return 'conflict' as const;
        kept.timeline = next;
        return 'saved' as const;
      },
      saveRuleRelease: async (release: RuleRelease) => void kept.releases.push(release),
      expected: [{ rule: 'hot', change: 'added', atMost: { decisions: 1 }, reason: 'agreed' }] as const,
      now: () => 2_000_000,
    },
  };
};

describe('releaseRules', () => {
  it('begins in shadow, and keeps what was declared', async () => {
    const { made, kept } = ports(baseline, 2);
    const { ok, lines } = await releaseRules(made, candidate, 'd-1');
    expect(ok).toBe(true);
    expect(lines[0]).toBe('rule release rules-bbbbbbbbbbbb-2 is in shadow, from 1970-01-01T00:33:50.000Z');
    expect(lastEntry(kept.timeline)).toMatchObject({ phase: 'shadow', stable, candidate, by: 'automatic' });
    expect(kept.releases.at(-1)).toMatchObject({
      releaseId: 'rules-bbbbbbbbbbbb-2',
      candidate,
      stable,
      deploymentId: 'd-1',
      expected: [{ rule: 'hot' }],
    });
  });

  it('has nothing to do when the rules decide already, or are under way', async () => {
    const same = ports(baseline);
    expect(await releaseRules(same.made, stable, 'd-1')).toMatchObject({ lines: ['no rules are to be released'] });
    const first = ports(baseline);
    await releaseRules(first.made, candidate, 'd-1');
    const again = ports(first.kept.timeline);
    await releaseRules(again.made, candidate, 'd-2');
    expect([same.kept.releases, again.kept.releases]).toEqual([[], []]);
    expect(again.kept.timeline).toBe(first.kept.timeline);
  });

  it('fails when others keep writing', async () => {
    await expect(releaseRules(ports(baseline, 100).made, candidate, 'd-1')).rejects.toThrow('others keep writing');
  });
});

describe('takeRulesBack', () => {
  const change = { now: 1_500_000, by: 'test', reason: 'test' };

  const rules = { gone: candidate, back: stable };

  const underWay = async (): Promise<RuleTimeline> => {
    const first = ports(baseline);
    await releaseRules(first.made, candidate, 'd-1');
    return first.kept.timeline;
  };

  it('has the rules of what came back decide at once', async () => {
    const { made, kept } = ports(promote(await underWay(), { ...change, to: 'all', cohortPercent: 10 }));
    const { lines } = await takeRulesBack(made, rules, 'd-2');
    expect(lines[0]).toContain('rules aaaaaaaaaaaa decide again');
    expect(lastEntry(kept.timeline)).toMatchObject({ phase: 'all', stable });
  });

  it('ends the candidate that came with what goes', async () => {
    const { made, kept } = ports(await underWay());
    await takeRulesBack(made, rules, 'd-2');
    expect(lastEntry(kept.timeline)).toMatchObject({ phase: 'rolled-back', stable });
  });

  it('does not bring rules again that somebody took back', async () => {
    const timeline = rollBack(await underWay(), change);
    const { made, kept } = ports(timeline);
    await takeRulesBack(made, { gone: 'c'.repeat(64), back: candidate }, 'd-2');
    expect(kept.timeline).toBe(timeline);
  });

  it('has nothing to do when both came with the same, or nothing was ever released', async () => {
    for (const timeline of [baseline, emptyTimeline]) {
      const { made, kept } = ports(timeline);
      await takeRulesBack(made, { gone: stable, back: stable }, 'd-1');
      expect(kept.timeline).toBe(timeline);
    }
  });
});
