import type { Decision } from '@signalbox/contracts';
import { type EngineRecord, initialState } from '@signalbox/decision-engine';
import { type ReleasedStates, type ReleasedStep, stepReleased } from '@signalbox/decision-engine/release';
import { addEvidence, type Evidence } from './candidate-evidence.ts';
import { evidenceOf, tooLargeEvidence } from './evidence-of.ts';
import { FailedRules } from './failed-rules.ts';
import type { Deciding, InForce } from './released-rules.ts';
import { checkStateSize, isStateTooLarge } from './state-size.ts';

/** How far a device got through its records. */
export interface Advance {
  /** Undefined: nothing is remembered of the device. */
  readonly states: ReleasedStates | undefined;
  /** To be sent. */
  readonly decisions: readonly Decision[];
  readonly changed: boolean;
  /** How many records were applied. */
  readonly applied: number;
  /** Readings that the device had sent before. */
  readonly duplicates: number;
  /** Pairs of a rule and a reading that was too old for it. */
  readonly outdated: number;
  /** Operations that meant nothing to their rule. */
  readonly ignored: number;
  readonly failedRules: FailedRules;
  /** What both sides did while a release is under way. */
  readonly evidence: readonly Evidence[];
  /** How much of it there was no room for. */
  readonly evidenceLost: number;
  /** How often what runs beside the set that decides, or a rule of it, failed. */
  readonly otherFailures: number;
  /** States of the other side that were dropped because they did not fit. */
  readonly othersDropped: number;
  /** Why the record after those could not be; absent when it was the limit that stopped it, or the end. */
  readonly failure?: { readonly error: unknown };
}

/** No record applied yet. */
export const standstill = (states: ReleasedStates | undefined): Advance => ({
  ...{ states, decisions: [], changed: false, applied: 0, duplicates: 0, outdated: 0, ignored: 0 },
  ...{ failedRules: new FailedRules(), evidence: [], evidenceLost: 0, otherFailures: 0, othersDropped: 0 },
});

/** Without the other side, if that is too large: what decides goes on whatever becomes of it. */
const withinBounds = (
  deviceId: string,
  before: ReleasedStates | undefined,
  after: ReleasedStates,
): readonly [states: ReleasedStates, dropped: boolean] => {
  checkStateSize(deviceId, before?.live.state ?? initialState, after.live.state);
  const { other, ...alone } = after;
  if (!other || !isStateTooLarge(before?.other?.state ?? initialState, other.state)) return [after, false];
  return [alone, true];
};

/** Puts what came of a record to what came of those before it. */
const added = (progress: Advance, next: ReleasedStep, deviceId: string): Advance => {
  const sized = next.changed && next.states ? withinBounds(deviceId, progress.states, next.states) : undefined;
  for (const { rule, error } of next.failures) progress.failedRules.add(rule, error);
  return {
    ...progress,
    states: sized ? sized[0] : next.states,
    changed: progress.changed || next.changed,
    applied: progress.applied + 1,
    duplicates: progress.duplicates + next.duplicates,
    outdated: progress.outdated + next.outdated,
    ignored: progress.ignored + next.ignored,
    otherFailures: progress.otherFailures + next.otherFailures.length + Number(next.otherFailed !== undefined),
    othersDropped: progress.othersDropped + Number(sized?.[1] === true),
  };
};

const evidenceOfRecord = (
  record: EngineRecord,
  force: InForce,
  before: Advance,
  next: ReleasedStep,
  after: Advance,
) => {
  if (force.releaseId === undefined) return [];
  const evidence = evidenceOf(record, force, before.states, next);
  return after.othersDropped > before.othersDropped ? [...evidence, ...tooLargeEvidence(record, force)] : evidence;
};

/**
 * Applies records until they end, one fails, or `maxDecisions` are reached. The limit stands between records, for a
 * position names a whole record. A rule that fails is only noted.
 */
export const advance = (
  { inForce, models }: Deciding,
  from: ReleasedStates | undefined,
  records: readonly EngineRecord[],
  maxDecisions: number,
): Advance => {
  const decisions: Decision[] = [];
  const evidence: Evidence[] = [];
  let [progress, evidenceLost] = [standstill(from), 0];
  for (const record of records) {
    if (decisions.length >= maxDecisions) break;
    try {
      const force = inForce(record.receivedAt, progress.states?.seq ?? 0);
      const next = stepReleased(models, progress.states, force.sets, record, force.effectiveAt);
      const before = progress;
      progress = added(before, next, record.deviceId);
      decisions.push(...next.actions);
      evidenceLost += addEvidence(evidence, evidenceOfRecord(record, force, before, next, progress));
    } catch (error) {
      return { ...progress, decisions, evidence, evidenceLost, failure: { error } };
    }
  }
  return { ...progress, decisions, evidence, evidenceLost };
};
