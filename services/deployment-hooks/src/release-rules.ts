import {
  type Change,
  currentRelease,
  type ExpectedChange,
  lastEntry,
  type RuleRelease,
  type RuleTimeline,
  replaceStable,
  rollBack,
  startRelease,
} from '@signalbox/releases';
import type { Finding } from './progress.ts';

export interface ReleaseRulesPorts {
  readonly load: () => Promise<RuleTimeline>;
  readonly save: (next: RuleTimeline, before: RuleTimeline) => Promise<'saved' | 'conflict'>;
  readonly saveRuleRelease: (release: RuleRelease) => Promise<void>;
  readonly expected: readonly ExpectedChange[];
  /** Epoch ms. */
  readonly now: () => number;
}

const attempts = 5;

const done = (line: string): Finding => ({ ok: true, lines: [line] });

const write = async (
  { load, save }: ReleaseRulesPorts,
  change: (timeline: RuleTimeline) => Promise<RuleTimeline> | RuleTimeline,
): Promise<RuleTimeline> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await load();
    const next = await change(before);
    if (next === before || (await save(next, before)) === 'saved') return next;
  }
  throw new Error('others keep writing the rule timeline');
};

const saying = (timeline: RuleTimeline, what: string): Finding => {
  const entry = lastEntry(timeline);
  return done(`${what}, from ${new Date(entry?.effectiveAt ?? 0).toISOString()}`);
};

/** Begins the release of the rules that a version came with; nothing to do if they decide already or are under way. */
export const releaseRules = async (ports: ReleaseRulesPorts, hash: string, deploymentId: string): Promise<Finding> => {
  const { now, expected, saveRuleRelease } = ports;
  let began = false;
  const timeline = await write(ports, async (before) => {
    const last = lastEntry(before);
    began = last !== undefined && last.stable !== hash && currentRelease(before)?.candidate !== hash;
    if (!began) return before;
    const change: Change = { now: now(), by: 'automatic', reason: `deployment ${deploymentId}` };
    const next = startRelease(before, hash, change);
    const { releaseId, stable } = lastEntry(next) ?? { releaseId: '', stable: '' };
    // Whoever moves it on looks there for what was declared.
    await saveRuleRelease({ releaseId, candidate: hash, stable, expected, startedAt: change.now, deploymentId });
    return next;
  });
  if (!began) return done('no rules are to be released');
  return saying(timeline, `rule release ${lastEntry(timeline)?.releaseId} is in shadow`);
};

/** Hashes of the rules that two versions came with. */
export interface RulesOfVersions {
  /** undefined: that version has no decision bundle. */
  readonly gone: string | undefined;
  readonly back: string;
}

const takenBack = (timeline: RuleTimeline, { gone, back }: RulesOfVersions, change: Change): RuleTimeline => {
  const last = lastEntry(timeline);
  if (last === undefined || gone === undefined || gone === back) return timeline;
  if (currentRelease(timeline)?.candidate === gone) return rollBack(timeline, change);
  return last.stable === gone ? replaceStable(timeline, back, change) : timeline;
};

/**
 * When a version goes, the rules that came with it go too: a candidate ends, and rules that decide give place at once to those of the version
 * that comes back. Rules that somebody had taken back before stay away.
 */
export const takeRulesBack = async (
  ports: ReleaseRulesPorts,
  rules: RulesOfVersions,
  deploymentId: string,
): Promise<Finding> => {
  const change = { by: 'automatic', reason: `rollback, deployment ${deploymentId}` };
  let before: RuleTimeline | undefined;
  const next = await write(ports, (timeline) => {
    before = timeline;
    return takenBack(timeline, rules, { ...change, now: ports.now() });
  });
  if (next === before) return done('the rules that decide did not come with the version that goes');
  return saying(next, `rules ${lastEntry(next)?.stable.slice(0, 12)} decide again`);
};
