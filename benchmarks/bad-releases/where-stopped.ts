import { currentRelease, lastEntry, type RuleTimeline } from '@signalbox/releases';
import type { AliasHistory } from './alias-watch.ts';
import type { FailedDeployment } from './failed-deployments.ts';

/** Where a release was stopped: `build`, `before traffic`, `at 10 %`, `at 100 %`, `shadow`, `cohort`, `never`. */
export interface Stopped {
  readonly where: string;
  /** What said so. */
  readonly by: string;
}

export interface Seen {
  /** The exit code of the release. */
  readonly code: number | null;
  /** What it said. */
  readonly output: string;
  readonly failed: readonly FailedDeployment[];
  readonly aliases: ReadonlyMap<string, AliasHistory>;
  /** Of the rules, before the release and when all was over. */
  readonly timelines: readonly [before: RuleTimeline, after: RuleTimeline];
}

const ofRules = ([before, after]: Seen['timelines']): Stopped | undefined => {
  const last = lastEntry(after);
  if (last?.phase !== 'rolled-back' || last.seq === lastEntry(before)?.seq) return undefined;
  const [previous] = after.entries.slice(-2);
  return { where: previous?.phase ?? 'shadow', by: last.reason };
};

const mostCharacters = 120;

/** What the first service that could not be deployed said: the line below its `Error:`. */
const errorIn = (output: string): string | undefined => {
  const lines = output.split('\n').map((line) => line.replace(/^[\w-]+ › /, '').trim());
  const place = lines.indexOf('Error:');
  return place === -1 ? undefined : lines[place + 1]?.slice(0, mostCharacters);
};

/** Where the release was stopped, by what could be seen of it. */
export const whereStopped = ({ aliases, code, failed, output, timelines }: Seen): Stopped => {
  // When one fails, CloudFormation stops those beside it.
  const first = failed.find((deployment) => deployment.code !== 'MANUAL_STOP') ?? failed[0];
  if (first !== undefined) {
    const percent = aliases.get(first.functionName)?.mostPercent ?? 0;
    const where = percent === 0 ? 'before traffic' : `at ${percent} %`;
    const why = first.found.length === 0 ? first.code : first.found.join('; ');
    return { where, by: `${first.functionName.replace(/^signalbox-|-local/g, '')} ${why}` };
  }
  if (code !== 0) return { where: 'build', by: errorIn(output) ?? `exit code ${code}` };
  const rules = ofRules(timelines);
  if (rules !== undefined) return rules;
  return { where: 'never', by: currentRelease(timelines[1]) === undefined ? '' : 'its rules are still under way' };
};

/** For how long another version, or another rule set, had a part in what was done, ms of the cloud; undefined if it still has. */
export const exposedMs = ({ aliases, timelines: [before, after] }: Seen): number | undefined => {
  const spans = [...aliases.values()].filter(({ from }) => from !== undefined);
  if (spans.some(({ isBack }) => !isBack)) return undefined;
  const ofCode = spans.map(({ from = 0, to = 0 }) => to - from);
  const known = lastEntry(before)?.seq ?? 0;
  const entries = after.entries.filter(({ seq }) => seq > known);
  const cohort = entries.find(({ phase }) => phase === 'cohort');
  const back = entries.findLast(({ phase }) => phase === 'rolled-back');
  const ofRuleSet = cohort && back ? [back.effectiveAt - cohort.effectiveAt] : [];
  return Math.max(0, ...ofCode, ...ofRuleSet);
};
