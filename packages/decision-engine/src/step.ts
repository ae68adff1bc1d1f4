import type { Decision } from '@signalbox/contracts';
import { applyRecord } from './apply-record.ts';
import { isUneventful } from './is-uneventful.ts';
import type { Model } from './model.ts';
import { isAtOrBefore } from './position.ts';
import type { EngineRecord } from './record.ts';
import type { DeviceState } from './state.ts';
import { keepView, knownView, viewOf } from './view.ts';

/** A machine that threw, and to which what it was told is lost, or something that failed in one that went on. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: unknown;
}

export interface Step {
  /** The very object that was passed in when nothing changed. */
  readonly state: DeviceState;
  /** In the order in which they are to be carried out. */
  readonly actions: readonly Decision[];
  /** False: there is nothing to save, and there are no actions. */
  readonly changed: boolean;
  /** Readings that the device had sent before, by its own counter. */
  readonly duplicates: number;
  /** Pairs of a rule and a reading that was too old for it. */
  readonly outdated: number;
  /** Operations that mean nothing to the rule in its state, or for which there is no rule. */
  readonly ignored: number;
  readonly failures: readonly RuleFailure[];
}

const none: readonly never[] = [];

const unchanged = (state: DeviceState): Step => ({
  state,
  actions: none,
  changed: false,
  duplicates: 0,
  outdated: 0,
  ignored: 0,
  failures: none,
});

/**
 * Applies one record of the stream to a device. A pure function: the same records in the same order give the same
 * decisions, however they were cut into batches and however often they are delivered.
 *
 * The state moves only when a machine's state does, or a setting. A record that changes nothing leaves even the position
 * and the device's clock where they were, because it is not saved: what is not saved must not decide, or a batch border would.
 */
export const step = (model: Model, state: DeviceState, record: EngineRecord): Step => {
  const known = knownView(model, state);
  if (known !== undefined && isUneventful(model, known, state, record)) return unchanged(state);
  if (isAtOrBefore(record.position, state.position)) return unchanged(state);
  const view = known ?? viewOf(model, state);
  const outcome = applyRecord(model, view, state, record);
  // A state that outlives a record is likely to outlive more; for one that each record replaces, a guard would never pay.
  if (known === undefined && !outcome.changed) keepView(model, state, view);
  return outcome;
};
