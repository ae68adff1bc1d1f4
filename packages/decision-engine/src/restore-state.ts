import type { MachineState } from './machine.ts';
import type { Position } from './position.ts';
import type { DeviceState, SequenceMark } from './state.ts';

/** What the first version of the engine kept of a threshold rule. */
type ThresholdState =
  | { readonly status: 'HOLDING'; readonly dueAt: number; readonly value: number }
  | { readonly status: 'SET'; readonly since: number };

interface FirstState {
  readonly schemaVersion: 1;
  readonly now: number;
  readonly position?: Position;
  readonly mark?: SequenceMark;
  readonly rules: Readonly<Record<string, ThresholdState>>;
}

/** A state that this version of the engine cannot continue from. */
export class StateError extends Error {
  readonly code = 'UNKNOWN_STATE_VERSION';
}

const migrateRule = (state: ThresholdState): MachineState =>
  state.status === 'HOLDING'
    ? { kind: 'rule', status: 'PENDING', timers: { for: state.dueAt } }
    : { kind: 'rule', status: 'ACTIVE', activatedAt: state.since };

const migrate = ({ rules, schemaVersion: _, ...kept }: FirstState): DeviceState => ({
  ...kept,
  schemaVersion: 2,
  machines: Object.fromEntries(Object.entries(rules).map(([name, state]) => [name, migrateRule(state)])),
});

/**
 * The state as read back from where it was kept. One of the engine's first version goes on as people's rules of the same
 * names: what was set is active, what was held is pending until the same time.
 * @throws {StateError} when any other version of the engine wrote it: going on from it would decide by a guess
 */
export const restoreState = (stored: unknown): DeviceState => {
  const version = (stored as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version === 2) return stored as DeviceState;
  if (version === 1) return migrate(stored as FirstState);
  throw new StateError(`device state has schemaVersion ${String(version)}, this engine knows 1 and 2`);
};
