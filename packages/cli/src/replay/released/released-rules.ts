import type { EngineRecord, Model } from '@signalbox/decision-engine';
import { type ReleasedStates, type ReleasedStep, stepReleased } from '@signalbox/decision-engine/release';
import { assignmentOf, entryAt, type RuleTimeline, type TimelineEntry } from '@signalbox/releases';

/** What the sets in force made of a record. */
export interface DecidedRecord {
  readonly step: ReleasedStep;
  readonly entry: TimelineEntry;
  /** Hash of the set that decided. */
  readonly live: string;
  /** Hash of the set that decided what was due before that one came in force. */
  readonly liveBefore: string;
}

export type DecideReleased = (states: ReleasedStates | undefined, record: EngineRecord) => DecidedRecord;

/**
 * Decides records by the sets that were in force when they were received, as the decisions service does. The timeline is not empty.
 * @throws {SetNotAtHand} for a set that decided
 */
export const releasedRules = (timeline: RuleTimeline, models: ReadonlyMap<string, Model>): DecideReleased => {
  const modelOf = (hash: string): Model | undefined => models.get(hash);
  return (states, record) => {
    const entry = entryAt(timeline, record.receivedAt, states?.seq ?? 0);
    if (entry === undefined) throw new Error('nothing was ever released');
    const inForce = assignmentOf(entry, record.deviceId);
    const step = stepReleased(modelOf, states, inForce, record, entry.effectiveAt);
    return { step, entry, live: inForce.live, liveBefore: states?.live.hash ?? inForce.live };
  };
};
