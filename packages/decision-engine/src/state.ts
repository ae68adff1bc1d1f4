import type { Position } from './position.ts';
import type { RuleSet } from './rule-set.ts';

/** A rule that is not set has no state at all, so that a device which never did anything remarkable needs no room. */
export type RuleState =
  | { readonly status: 'HOLDING'; readonly dueAt: number; readonly value: number }
  | { readonly status: 'SET'; readonly since: number };

/** The newest reading by the device's own counter: what comes at or before it came before. */
export interface SequenceMark {
  readonly seq: number;
  readonly time: number;
}

/** All that is remembered of a device under a rule set. Plain JSON; its size is bounded by the number of rules. */
export interface DeviceState {
  readonly schemaVersion: 1;
  /** The device's clock, epoch ms: the highest `receivedAt` of the records that changed the state. */
  readonly now: number;
  /** The last record that changed the state. */
  readonly position?: Position;
  readonly mark?: SequenceMark;
  readonly rules: Readonly<Record<string, RuleState>>;
}

/** A state that this version of the engine cannot continue from. */
export class StateError extends Error {
  readonly code = 'UNKNOWN_STATE_VERSION';
}

export const initialState: DeviceState = { schemaVersion: 1, now: 0, rules: {} };

/**
 * The state as read back from where it was kept.
 * @throws {StateError} when it was written by another version of the engine: going on from it would decide by a guess.
 */
export const restoreState = (stored: unknown): DeviceState => {
  const version = (stored as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== 1) throw new StateError(`device state has schemaVersion ${String(version)}, this engine knows 1`);
  return stored as DeviceState;
};

/** When the device's next timer is due, epoch ms; undefined when it has none. */
export const nextDueAt = (state: DeviceState): number | undefined => {
  const due = Object.values(state.rules).flatMap((rule) => (rule.status === 'HOLDING' ? [rule.dueAt] : []));
  return due.length === 0 ? undefined : Math.min(...due);
};

/** The state without what belongs to rules that the set no longer has. */
export const withoutStrangers = (rules: DeviceState['rules'], ruleSet: RuleSet): DeviceState['rules'] => {
  const known = new Set(ruleSet.rules.map(({ name }) => name));
  return Object.fromEntries(Object.entries(rules).filter(([name]) => known.has(name)));
};
