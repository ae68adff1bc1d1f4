import type { Decision } from '@signalbox/contracts';
import type { EngineRecord, RuleFailure } from '@signalbox/decision-engine';
import type { ReleasedStates, ReleasedStep } from '@signalbox/decision-engine/release';
import { errorMessage } from '@signalbox/lambda-kit';
import type { Evidence, EvidenceLine } from './candidate-evidence.ts';
import type { InForce } from './released-rules.ts';

/** As much of an error as a line of evidence says. */
const maxMessage = 500;

const messageOf = (error: unknown): string => errorMessage(error).slice(0, maxMessage);

/** When other sets come in force, timers that were due before still fire under those that were. */
const decisionLines = (
  side: 'live' | 'other',
  { effectiveAt, sets }: InForce,
  before: ReleasedStates | undefined,
  decisions: readonly Decision[],
): EvidenceLine[] =>
  decisions.map((decision) => {
    const earlier = decision.decidedAt < effectiveAt ? before?.[side]?.hash : undefined;
    return { side, hash: earlier ?? sets[side] ?? '', decision };
  });

/** One line a rule: what it cannot do with one reading it cannot do with a thousand. */
const failureLines = (deviceId: string, hash: string, failures: readonly RuleFailure[]): EvidenceLine[] => {
  const byRule = new Map(failures.toReversed().map(({ rule, error }) => [rule, error]));
  return [...byRule].map(([rule, error]) => ({ side: 'failure', hash, rule, deviceId, message: messageOf(error) }));
};

const evidenceFor = (record: EngineRecord, { releaseId = '' }: InForce, lines: readonly EvidenceLine[]): Evidence[] =>
  lines.map((line) => ({ releaseId, position: record.position, line }));

/**
 * What a record says for or against the release that is under way: mostly nothing.
 * @param before what the step went on from
 */
export const evidenceOf = (
  record: EngineRecord,
  force: InForce,
  before: ReleasedStates | undefined,
  step: ReleasedStep,
): Evidence[] => {
  const { live, other = '' } = force.sets;
  const { deviceId } = record;
  const { actions, failures, otherActions, otherFailed, otherFailures } = step;
  if (actions.length + otherActions.length + failures.length + otherFailures.length === 0 && otherFailed === undefined)
    return [];
  const whole: EvidenceLine[] =
    otherFailed === undefined ? [] : [{ side: 'failure', hash: other, deviceId, message: messageOf(otherFailed) }];
  return evidenceFor(record, force, [
    ...decisionLines('live', force, before, actions),
    ...decisionLines('other', force, before, otherActions),
    ...failureLines(deviceId, live, failures),
    ...failureLines(deviceId, other, otherFailures),
    ...whole,
  ]);
};

/** Says that what runs beside the set that decides was dropped, because it did not fit. */
export const tooLargeEvidence = (record: EngineRecord, force: InForce): Evidence[] => {
  const { deviceId } = record;
  const message = 'its state is too large';
  return evidenceFor(record, force, [
    { side: 'failure', hash: force.sets.other ?? '', deviceId, message, tooLarge: true },
  ]);
};
