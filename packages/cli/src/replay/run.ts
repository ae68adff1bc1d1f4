import { availableParallelism } from 'node:os';
import { instantOf, type Since } from '../arguments/since.ts';
import type { Console } from '../output/console.ts';
import { formatCount } from '../output/number.ts';
import { Problem } from '../problem.ts';
import { stopSignal } from '../stop-signal.ts';
import { resolveTarget, type Target } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';
import { type ArchiveRange, archiveRuns } from './input/archive-runs.ts';
import { fileRuns } from './input/file-runs.ts';
import type { Run } from './input/run.ts';
import { loadRules, readParameters } from './load-rules.ts';
import type { ReplayPlan } from './pool/messages.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { type ReplayOutcome, replayRecords } from './replay-records.ts';
import { closingLines } from './report/json-lines.ts';
import { openOutput } from './report/output.ts';
import { printReport } from './report/people.ts';
import { openProgress } from './report/progress.ts';
import { type Summary, summaryOf } from './report/summary.ts';
import { withTemporaryDirectory } from './temporary-directory.ts';

const examplesForPeople = 10;

/** Where the records come from, and when time ends if that is said. */
interface Input {
  readonly runs: readonly Run[];
  readonly until?: number;
  close?(): void;
}

// The SDK is only loaded if it is needed.
const openArchive = async (target: Target, range: ArchiveRange): Promise<Input> => {
  const { openArchiveObjects } = await import('./input/archive-objects.ts');
  const objects = await openArchiveObjects(target);
  return { runs: await archiveRuns(objects, range), close: objects.close };
};

const openInput = async (options: ReplayCommandOptions, temporary: string, signal: AbortSignal): Promise<Input> => {
  const { records, from, to, until } = options;
  if ((records === undefined) === (from === undefined)) throw new Problem('usage', 'give either --records or --from');
  if (from === undefined && to !== undefined) throw new Problem('usage', '--to goes with --from; see --until');
  if (until !== undefined && to !== undefined) throw new Problem('usage', 'give either --to or --until');
  if (records !== undefined) return { runs: await fileRuns(records, temporary, signal), ...untilOf(until, Date.now) };
  const target = resolveTarget(options, process.env);
  const now = await openClock(target);
  const range = { from: instantOf(from as Since, now()), to: to && instantOf(to, now()) };
  return { ...(await openArchive(target, range)), ...untilOf(until ?? to, now) };
};

const untilOf = (until: Since | undefined, now: () => number): { readonly until?: number } =>
  until === undefined ? {} : { until: instantOf(until, now()) };

const planOf = async (options: ReplayCommandOptions): Promise<ReplayPlan> => {
  const { rules, against, device, parameters: file, decisions, json, movedWithin, top, stage } = options;
  const parameters = file === undefined ? undefined : await readParameters(file, stage);
  return {
    rules: await loadRules(rules, parameters),
    ...(against !== undefined && { against: await loadRules(against, parameters) }),
    ...(device !== undefined && { devices: device }),
    tellDecisions: decisions === true,
    tellDifferences: json === true ? Number.POSITIVE_INFINITY : examplesForPeople,
    ...{ movedWithinMs: movedWithin, top },
  };
};

/** @throws Problem `records-unreadable`, `decisions-differ` */
const conclude = ({ against, differences, outcome }: Summary, console: Console, json: boolean): void => {
  const { count, first } = outcome.badLines;
  if (!json) for (const { file, line, detail } of first) console.note(`${file}:${line}: ${detail}`);
  if (count > 0) throw new Problem('records-unreadable', `${formatCount(count)} lines could not be read`);
  if (against !== undefined && differences > 0) {
    throw new Problem('decisions-differ', `${formatCount(differences)} decisions differ`);
  }
};

const interrupted = (): Problem => new Problem('interrupted', 'stopped before the end: nothing is known of the rest');

/**
 * `signalbox replay`.
 * @throws Problem `usage`, `rules-invalid`, `records-unreadable`, `interrupted`; `decisions-differ` if it compares and they do
 */
export const run = async (options: ReplayCommandOptions, console: Console): Promise<void> => {
  const json = options.json === true;
  const stop = stopSignal();
  const controller = new AbortController();
  stop.addEventListener('abort', () => controller.abort(interrupted()));
  const plan = await planOf(options);
  const summary = await withTemporaryDirectory(async (temporary) => {
    const { close, runs, until } = await openInput(options, temporary, controller.signal);
    const progress = openProgress(process.stderr);
    const output = openOutput(temporary, { json });
    const startedAt = performance.now();
    const outcome: ReplayOutcome = await replayRecords(runs, {
      ...{ plan, temporary, signal: controller.signal, openEvents: output.open, onProgress: progress.show },
      jobs: options.jobs ?? availableParallelism(),
      ...(until !== undefined && { until }),
    }).finally(() => {
      progress.clear();
      close?.();
    });
    const wallMs = performance.now() - startedAt;
    const all = summaryOf({ rules: plan.rules, against: plan.against, outcome, wallMs, top: options.top });
    await output.writeTo(process.stdout);
    if (json) for (const line of closingLines(all)) console.line(line);
    else printReport(console, all, output.examples);
    return all;
  });
  conclude(summary, console, json);
};
