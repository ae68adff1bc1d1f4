import type { Decision } from '@signalbox/contracts';
import { type DeviceState, type EngineRecord, type Model, step } from '@signalbox/decision-engine';
import { FailedRules } from './failed-rules.ts';
import { checkStateSize } from './state-size.ts';

/** How far a device got through its records. */
export interface Advance {
  readonly state: DeviceState;
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
  /** Why the record after those could not be; absent when it was the limit that stopped it, or the end. */
  readonly failure?: { readonly error: unknown };
}

/** No record applied yet. */
export const standstill = (state: DeviceState): Advance => ({
  ...{ state, decisions: [], changed: false, applied: 0, duplicates: 0, outdated: 0, ignored: 0 },
  failedRules: new FailedRules(),
});

/**
 * Applies records until they end, one fails, or `maxDecisions` are reached. The limit stands between records, for a
 * position names a whole record. A rule that fails is only noted.
 */
export const advance = (
  model: Model,
  from: DeviceState,
  records: readonly EngineRecord[],
  maxDecisions: number,
): Advance => {
  const decisions: Decision[] = [];
  let progress = standstill(from);
  for (const record of records) {
    if (decisions.length >= maxDecisions) break;
    try {
      const next = step(model, progress.state, record);
      if (next.changed) checkStateSize(record.deviceId, progress.state, next.state);
      decisions.push(...next.actions);
      for (const { rule, error } of next.failures) progress.failedRules.add(rule, error);
      progress = {
        ...progress,
        state: next.state,
        changed: progress.changed || next.changed,
        applied: progress.applied + 1,
        duplicates: progress.duplicates + next.duplicates,
        outdated: progress.outdated + next.outdated,
        ignored: progress.ignored + next.ignored,
      };
    } catch (error) {
      return { ...progress, decisions, failure: { error } };
    }
  }
  return { ...progress, decisions };
};
