import { errorMessage } from '@signalbox/lambda-kit';
import type { HookReport } from '@signalbox/releases';
import { type HookEvent, parseHookEvent } from './hook-event.ts';
import { Progress } from './progress.ts';

export type HookPhase = HookReport['phase'];
export type HookStatus = HookReport['status'];

/** Before this much of the function's time is left the answer must have been given, ms. */
export const reserveMs = 30_000;

/** What saving the report and giving the answer may take together, ms. */
const endingMs = 15_000;
const savingMs = 6_000;

export interface HookPorts {
  /** Runs the checks. May throw anything, may never end. */
  readonly run: (hook: HookEvent, progress: Progress) => Promise<void>;
  readonly save: (report: HookReport) => Promise<void>;
  /** Tells CodeDeploy; `already`: somebody answered before us, or the deployment is over. */
  readonly answer: (hook: HookEvent, status: HookStatus) => Promise<'answered' | 'already'>;
  /** Epoch ms. */
  readonly now: () => number;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

type Ending =
  | { readonly end: 'done' }
  | { readonly end: 'crashed'; readonly error: unknown }
  | { readonly end: 'late' };

/** Settles with `late` if `work` takes longer; what it does afterwards concerns nobody. */
const within = async (ms: number, work: Promise<unknown>): Promise<Ending> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Ending>((resolve) => {
    timer = setTimeout(() => resolve({ end: 'late' }), Math.max(ms, 0));
  });
  const done = work.then(
    (): Ending => ({ end: 'done' }),
    (error: unknown): Ending => ({ end: 'crashed', error }),
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
};

const noteEnding = ({ checks }: Progress, ending: Ending): void => {
  if (ending.end === 'crashed') {
    checks.push({ name: 'hook', ok: false, lines: [`the hook crashed: ${errorMessage(ending.error)}`] });
  }
  if (ending.end === 'late') {
    checks.push({ name: 'hook', ok: false, lines: ['the hook ran out of time before its checks were done'] });
  }
  if (ending.end === 'done' && checks.length === 0) {
    checks.push({ name: 'hook', ok: false, lines: ['the hook checked nothing'] });
  }
};

const reportOf = (phase: HookPhase, deploymentId: string, progress: Progress, startedAt: number, endedAt: number) => {
  const { checks, notes, kind, functionName, currentVersion, targetVersion, verdicts, ok } = progress;
  const report: HookReport = {
    ...{ deploymentId, phase, kind, functionName, targetVersion, startedAt, endedAt },
    ...(currentVersion !== undefined && { currentVersion }),
    ...(Object.keys(verdicts).length > 0 && { verdicts: { ...verdicts } }),
    status: ok ? 'Succeeded' : 'Failed',
    // What runs on after its time must not change what was reported.
    checks: [...checks],
    notes: [...notes],
  };
  return report;
};

/**
 * Runs the checks of a hook, saves the report, and answers CodeDeploy whatever happens: when a check crashes, never ends, or
 * the report cannot be saved. An answer that cannot be given throws, so that Lambda invokes the hook again.
 * @throws {PermanentError} NO_HOOK_EVENT
 */
export const answerAlways =
  (phase: HookPhase, { run, save, answer, now, log }: HookPorts) =>
  async (event: unknown, remainingMs: () => number): Promise<HookReport> => {
    const hook = parseHookEvent(event);
    const progress = new Progress();
    const startedAt = now();
    const work = (async () => run(hook, progress))();
    const ending = await within(remainingMs() - reserveMs - endingMs, work);
    progress.over = true;
    noteEnding(progress, ending);
    const report = reportOf(phase, hook.deploymentId, progress, startedAt, now());
    log({ message: 'the hook has decided', ...report });

    const saving = await within(savingMs, (async () => save(report))());
    const reason = saving.end === 'crashed' ? errorMessage(saving.error) : saving.end;
    if (saving.end !== 'done') log({ level: 'ERROR', message: 'the report could not be saved', reason });
    const answered = await answer(hook, report.status);
    log({ message: 'CodeDeploy was told', status: report.status, answered });
    return report;
  };
