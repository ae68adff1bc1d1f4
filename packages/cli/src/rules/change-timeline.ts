import { userInfo } from 'node:os';
import { type Change, lastEntry, type RuleTimeline, type TimelineEntry } from '@signalbox/releases';
import type { ReleaseStore } from '@signalbox/releases/store';
import type { Console } from '../output/console.ts';
import { formatInstant } from '../output/number.ts';
import { Problem } from '../problem.ts';
import { phaseText } from '../releases/timeline-lines.ts';
import { withReleases } from '../releases/with-releases.ts';
import { resolveTarget, type Target, type TargetOptions } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';

export interface ChangeOptions extends TargetOptions {
  readonly reason?: string;
  readonly json?: boolean;
}

/** Gives the new timeline, or throws a ReleaseError. */
export type Operation = (
  timeline: RuleTimeline,
  change: Change,
  target: Target,
) => RuleTimeline | Promise<RuleTimeline>;

const attempts = 10;

/**
 * Whoever is second looks again at what the first one made of it: what was to be done may not be possible any more. Each
 * attempt has the time of its own, for an entry is written well before it holds.
 * @throws {ReleaseError} what the operation throws
 * @throws Problem `release-under-way` if others write all the time
 */
export const changeTimeline = async (
  store: Pick<ReleaseStore, 'loadTimeline' | 'saveTimeline'>,
  operate: (timeline: RuleTimeline) => RuleTimeline | Promise<RuleTimeline>,
): Promise<TimelineEntry | undefined> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const before = await store.loadTimeline();
    const next = await operate(before);
    if ((await store.saveTimeline(next, before)) === 'saved') return lastEntry(next);
  }
  throw new Problem('release-under-way', `others changed the rule timeline ${attempts} times meanwhile; try again`);
};

/** Changes the timeline of a stage by the clock of the target, and says what holds from when on. */
export const runChange = async (
  operation: Operation,
  byDefault: string,
  options: ChangeOptions,
  console: Console,
): Promise<void> => {
  const target = resolveTarget(options, process.env);
  const now = await openClock(target);
  const by = `cli:${userInfo().username}`;
  const reason = options.reason ?? byDefault;
  const entry = await withReleases(target, (store) =>
    changeTimeline(store, (timeline) => operation(timeline, { now: now(), by, reason }, target)),
  );
  if (entry === undefined) return;
  if (options.json) return console.line(JSON.stringify(entry));
  const decides = entry.candidate === undefined ? `; ${entry.stable} decides for all devices` : '';
  console.line(
    `${entry.releaseId}: ${phaseText(entry)} for what is received from ${formatInstant(entry.effectiveAt)} on${decides}`,
  );
  console.note('`signalbox rules status --follow` shows what comes of it');
};
