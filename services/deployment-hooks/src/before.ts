import type { ActiveRelease } from '@signalbox/releases';
import { checkProbes } from './check-probes.ts';
import { checkReaders } from './check-readers.ts';
import { checkSoak } from './check-soak.ts';
import { checkStoredStates } from './check-stored-states.ts';
import { checkDecisions } from './diff/decision-checks.ts';
import type { DecisionPorts } from './diff/decision-ports.ts';
import { expectedDecisions } from './expected-decisions.ts';
import type { HookEvent } from './hook-event.ts';
import { type IdentifyPorts, identify, type Subject } from './identify.ts';
import { checkIngestion } from './ingestion-diff/check-ingestion.ts';
import type { IngestionPorts } from './ingestion-diff/ingestion-ports.ts';
import { probesOf } from './probes/index.ts';
import type { ProbeContext } from './probes/probe.ts';
import type { Progress } from './progress.ts';

export interface BeforePorts extends IdentifyPorts {
  /** Made only when a function that decides is deployed. */
  readonly decisions: () => Promise<DecisionPorts>;
  /** Made only when an ingestion is deployed. */
  readonly ingestion: () => Promise<IngestionPorts>;
  readonly active: () => Promise<ActiveRelease | undefined>;
  readonly stage: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** Ms since some moment, by a clock that runs as the machine's does. */
  readonly elapsedMs: () => number;
}

/** Ids of probe devices: of this run alone. */
const runOf = ({ deploymentId }: HookEvent, now: number): string =>
  `${deploymentId.replace(/[^a-zA-Z0-9]/g, '').slice(-12)}-${now.toString(36)}`;

const contextOf = async (
  ports: BeforePorts,
  hook: HookEvent,
  subject: Subject,
  isRollback: boolean,
): Promise<ProbeContext> => {
  const now = ports.now();
  const { environment } = subject.target;
  const common = { now, run: runOf(hook, now), environment, ...(isRollback && { isRollback }) };
  if (subject.kind !== 'decide') return common;
  const decisionsOn = await expectedDecisions(await ports.decisions(), subject.deployment.shift, now);
  return { ...common, ...(decisionsOn && { decisionsOn }) };
};

/** Gives what the probes were made from; undefined if it could not be made. */
const probe = async (
  ports: BeforePorts,
  hook: HookEvent,
  subject: Subject,
  isRollback: boolean,
  progress: Progress,
): Promise<ProbeContext | undefined> => {
  let context: ProbeContext | undefined;
  await progress.check('probes: what must be answered', async () => {
    context = await contextOf(ports, hook, subject, isRollback);
    const unknown = subject.kind === 'decide' && context.decisionsOn === undefined;
    return { ok: true, lines: unknown ? ['the target has no decision bundle: what it decides is not looked at'] : [] };
  });
  if (context === undefined) return undefined;
  const { functions } = ports;
  const { shift } = subject.deployment;
  const probes = await probesOf(subject.kind, context);
  await checkProbes(functions, shift, probes, progress);
  // What fails once is not asked over and over.
  if (!isRollback && progress.ok) {
    await checkSoak({ invoke: functions.invoke, elapsedMs: ports.elapsedMs }, shift, probes, progress);
  }
  return context;
};

/**
 * What is looked at before any traffic goes to a new version: whether it does what a function of its kind must, without a leak and not
 * much slower than what runs, where it decides, whether it decides as what runs does and says it so that those who run can read
 * it, and, where it ingests, whether it makes of records what what runs does. Under a rollback of the whole system probes only; nothing when CloudFormation takes a stack back.
 */
export const before =
  (ports: BeforePorts) =>
  async (hook: HookEvent, progress: Progress): Promise<void> => {
    const subject = await identify(ports, hook.deploymentId, progress);
    if (subject === undefined) return;
    if (subject.deployment.takesBack) {
      progress.notes.push('the stack is taken back to this version: nothing is looked at');
      return;
    }
    const active = await ports.active();
    const isRollback = active?.kind === 'rollback';
    if (isRollback) progress.notes.push(`under the rollback ${active.releaseId}: probes only`);
    // First, for the first time it begins the timeline by which probes know what is to be decided.
    if (subject.kind === 'decide' && !isRollback) {
      await checkDecisions(await ports.decisions(), subject.deployment.shift, progress);
    }
    const context = await probe(ports, hook, subject, isRollback, progress);
    if (!isRollback && context !== undefined) {
      const handover = { now: context.now, run: context.run, stage: ports.stage };
      await checkStoredStates(ports.functions, subject.kind, subject.deployment.shift, handover, progress);
    }
    if (subject.kind === 'decide' && !isRollback && context !== undefined) {
      await checkReaders(ports.functions, ports.stage, subject.deployment.shift, context, progress);
    }
    if (subject.kind === 'ingest' && !isRollback) {
      await checkIngestion(ports.ingestion, ports.functions, subject, progress);
    }
  };
