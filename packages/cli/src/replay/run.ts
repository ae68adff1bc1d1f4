import { availableParallelism } from 'node:os';
import type { Console } from '../output/console.ts';
import { formatCount } from '../output/number.ts';
import { Problem } from '../problem.ts';
import { stopSignal } from '../stop-signal.ts';
import { loadRules, readParameters } from './load-rules.ts';
import { openInput } from './open-input.ts';
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
 * @throws Problem `usage`, `rules-invalid`, `unreachable`, `refused-by-aws`, `records-unreadable`, `interrupted`; `decisions-differ` if it compares and they do
 */
export const run = async (options: ReplayCommandOptions, console: Console): Promise<void> => {
  const json = options.json === true;
  const stop = stopSignal();
  const controller = new AbortController();
  stop.addEventListener('abort', () => controller.abort(interrupted()));
  const plan = await planOf(options);
  const summary = await withTemporaryDirectory(async (temporary) => {
    const progress = openProgress(process.stderr);
    const { signal } = controller;
    const { close, runs, streamLines, until } = await openInput(options, {
      ...{ temporary, signal, onProgress: progress.show },
    }).finally(progress.clear);
    const output = openOutput(temporary, { json });
    const startedAt = performance.now();
    const outcome: ReplayOutcome = await replayRecords(runs, {
      ...{ plan, temporary, signal, openEvents: output.open, onProgress: progress.show },
      jobs: options.jobs ?? availableParallelism(),
      ...(until !== undefined && { until }),
    }).finally(() => {
      progress.clear();
      close?.();
    });
    const wallMs = performance.now() - startedAt;
    const { against, rules } = plan;
    const all = summaryOf({ rules, against, outcome, streamLines, wallMs, top: options.top });
    await output.writeTo(process.stdout);
    if (json) for (const line of closingLines(all)) console.line(line);
    else printReport(console, all, output.examples);
    return all;
  });
  conclude(summary, console, json);
};
