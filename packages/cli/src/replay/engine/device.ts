import type { DeviceState } from '@signalbox/decision-engine';
import type { DecisionDiff, DifferenceKind } from '@signalbox/decision-engine/diff';
import type { ReleasedStates } from '@signalbox/decision-engine/release';

/** What is kept of a device while its records go by. */
export interface Device {
  readonly deviceId: string;
  /** Where its last record came from. */
  fleet: string;
  /** Under each rule set. */
  readonly states: DeviceState[];
  /** Under the rule timeline, if that is replayed. */
  released: ReleasedStates | undefined;
  /** How many decisions each rule set made. */
  readonly decisions: number[];
  /** Made when there is something to compare. */
  diff: DecisionDiff | undefined;
  /** How many of each kind; made when there is one. */
  differences: Record<DifferenceKind, number> | undefined;
}
