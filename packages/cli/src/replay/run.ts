import { availableParallelism } from 'node:os';
import { type ExpectedChange, lastEntry } from '@signalbox/releases';
import type { Console } from '../output/console.ts';
import { formatCount } from '../output/number.ts';
import { printable } from '../output/table.ts';
import { Problem } from '../problem.ts';
import { stopSignal } from '../stop-signal.ts';
import { type DifferenceSpool, openDifferenceSpool } from './gate/difference-spool.ts';
import { judgeReplay, type ReplayVerdict } from './gate/judge-replay.ts';
import { readExpected } from './gate/read-expected.ts';
import { verdictLine, verdictLines } from './gate/verdict-lines.ts';
import { loadRules, readParameters } from './load-rules.ts';
import { openInput } from './open-input.ts';
import type { ReplayPlan } from './pool/messages.ts';
import { loadReleased } from './released/load-released.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { type ReplayOptions, type ReplayOutcome, replayRecords } from './replay-records.ts';
import { closingLines } from './report/json-lines.ts';
import { type Output, openOutput } from './report/output.ts';
import { printReport } from './report/people.ts';
import { openProgress } from './report/progress.ts';
import { type Summary, summaryOf } from './report/summary.ts';
import { withTemporaryDirectory } from './temporary-directory.ts';

const examplesForPeople = 10;

/** @throws Problem `usage`, `not-found`, `rules-invalid` */
const decidersOf = async (
  options: ReplayCommandOptions,
  parameters: Awaited<ReturnType<typeof readParameters>> | undefined,
): Promise<Pick<ReplayPlan, 'rules' | 'released'>> => {
  const { released: isReleased, rules, ruleSets, timeline } = options;
  if (isReleased !== true) {
    if (timeline ?? ruleSets) throw new Problem('usage', '--timeline and --rule-sets go with --released');
    if (rules === undefined) throw new Problem('usage', 'give either --rules or --released');
    return { rules: await loadRules(rules, parameters) };
  }
  if (parameters) throw new Problem('usage', '--parameters goes with --rules: released rules have their values');
  const released = await loadReleased(options);
  const last = released.ruleSets.find(({ hash }) => hash === lastEntry(released.timeline)?.stable);
  if (last === undefined) throw new Error('the set that decides last is not among those that are complete');
  return { rules: last, released };
};

const planOf = async (options: ReplayCommandOptions): Promise<ReplayPlan> => {
  const { against, expected, device, parameters: file, decisions, json, movedWithin, top, stage } = options;
  const parameters = file === undefined ? undefined : await readParameters(file, stage);
  return {
    ...(await decidersOf(options, parameters)),
    ...(against !== undefined && { against: await loadRules(against, parameters) }),
    ...(device !== undefined && { devices: device }),
    tellDecisions: decisions === true,
    tellDifferences: json === true || expected !== undefined ? Number.POSITIVE_INFINITY : examplesForPeople,
    ...{ movedWithinMs: movedWithin, top },
  };
};

/** @throws Problem `usage`, `rules-invalid` */
const expectedOf = async ({
  against,
  expected,
}: ReplayCommandOptions): Promise<readonly ExpectedChange[] | undefined> => {
  if (expected === undefined) return undefined;
  if (against === undefined) throw new Problem('usage', '--expected goes with --against');
  return readExpected(expected);
};

interface Concluded {
  readonly summary: Summary;
  readonly verdict: ReplayVerdict | undefined;
}

/** @throws Problem `records-unreadable`, `decisions-differ` */
const conclude = ({ summary, verdict }: Concluded, console: Console, json: boolean): void => {
  const { against, differences, outcome } = summary;
  const { count, first } = outcome.badLines;
  if (!json) for (const { file, line, detail } of first) console.note(`${file}:${line}: ${detail}`);
  if (count > 0) throw new Problem('records-unreadable', `${formatCount(count)} lines could not be read`);
  if (verdict !== undefined) {
    if (!verdict.ok) throw new Problem('decisions-differ', 'decisions differ in a way that is not declared');
  } else if (against !== undefined && differences > 0) {
    throw new Problem('decisions-differ', `${formatCount(differences)} decisions differ`);
  }
};

const interrupted = (): Problem => new Problem('interrupted', 'stopped before the end: nothing is known of the rest');

/** Differences go to the gate too, if there is one. */
const bothOf =
  (output: Output, spool: DifferenceSpool | undefined): ReplayOptions['openEvents'] =>
  () => {
    const [tell, keep] = [output.open(), spool?.open()];
    return (events) => {
      tell(events);
      keep?.(events);
    };
  };

const printVerdict = (verdict: ReplayVerdict, console: Console, json: boolean): void => {
  const lines = json ? [verdictLine(verdict)] : ['', ...verdictLines(verdict).map(printable)];
  for (const line of lines) console.line(line);
};

const report = ({ summary, verdict }: Concluded, output: Output, console: Console, json: boolean): void => {
  if (json) {
    if (verdict) printVerdict(verdict, console, json);
    for (const line of closingLines(summary)) console.line(line);
    return;
  }
  printReport(console, summary, output.examples);
  if (verdict) printVerdict(verdict, console, json);
};

/**
 * `signalbox replay`.
 * @throws Problem `usage`, `rules-invalid`, `unreachable`, `refused-by-aws`, `records-unreadable`, `interrupted`; `decisions-differ` if it compares and they do
 */
export const run = async (options: ReplayCommandOptions, console: Console): Promise<void> => {
  const json = options.json === true;
  const stop = stopSignal();
  const controller = new AbortController();
  stop.addEventListener('abort', () => controller.abort(interrupted()));
  const expected = await expectedOf(options);
  const plan = await planOf(options);
  const concluded = await withTemporaryDirectory(async (temporary) => {
    const progress = openProgress(process.stderr);
    const { signal } = controller;
    const { close, runs, streamLines, until } = await openInput(options, {
      ...{ temporary, signal, onProgress: progress.show },
    }).finally(progress.clear);
    const output = openOutput(temporary, { json });
    const spool = expected && openDifferenceSpool(temporary);
    const startedAt = performance.now();
    const outcome: ReplayOutcome = await replayRecords(runs, {
      ...{ plan, temporary, signal, openEvents: bothOf(output, spool), onProgress: progress.show },
      ...{ jobs: options.jobs ?? availableParallelism(), endsWithRecords: expected !== undefined },
      ...(until !== undefined && { until }),
    }).finally(() => {
      progress.clear();
      close?.();
    });
    const wallMs = performance.now() - startedAt;
    const { against, released, rules } = plan;
    const summary = summaryOf({
      rules,
      against,
      ruleSets: released?.ruleSets,
      outcome,
      streamLines,
      wallMs,
      top: options.top,
    });
    const verdict = expected && spool && judgeReplay(summary, spool.read(), expected);
    await output.writeTo(process.stdout);
    report({ summary, verdict }, output, console, json);
    return { summary, verdict };
  });
  conclude(concluded, console, json);
};
