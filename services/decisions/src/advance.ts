import type { Decision } from '@signalbox/contracts';
import { type DeviceState, type EngineRecord, type RuleSet, step } from '@signalbox/decision-engine';

/** How far a device got through its records. */
export interface Advance {
  readonly state: DeviceState;
  readonly decisions: readonly Decision[];
  readonly changed: boolean;
  readonly duplicates: number;
  /** How many records were applied. */
  readonly applied: number;
  /** Why the record after those could not be; absent when it was the limit that stopped it, or the end. */
  readonly failure?: { readonly error: unknown };
}

/**
 * Applies records until they end, one fails, or `maxDecisions` are reached. The limit stands between records, for a
 * position names a whole record.
 */
export const advance = (
  ruleSet: RuleSet,
  from: DeviceState,
  records: readonly EngineRecord[],
  maxDecisions: number,
): Advance => {
  const decisions: Decision[] = [];
  let progress = { state: from, changed: false, duplicates: 0, applied: 0 };
  for (const record of records) {
    if (decisions.length >= maxDecisions) break;
    try {
      const { state, actions, changed, duplicates } = step(ruleSet, progress.state, record);
      decisions.push(...actions);
      progress = {
        state,
        changed: progress.changed || changed,
        duplicates: progress.duplicates + duplicates,
        applied: progress.applied + 1,
      };
    } catch (error) {
      return { ...progress, decisions, failure: { error } };
    }
  }
  return { ...progress, decisions };
};
