import type { Guard } from './guard.ts';
import type { Machine } from './machine.ts';
import type { RuleSet } from './rule-set.ts';
import type { DeviceState } from './state.ts';
import type { TypeIndex } from './type-index.ts';
import type { View } from './view.ts';
import type { WithinBounds } from './within-bounds.ts';

/** What a rule set means for one type of device. */
export interface TypeModel {
  readonly index: TypeIndex;
  readonly withinBounds: WithinBounds;
  /** Of a device of which no machine remembers anything. */
  readonly guard: Guard;
}

/** A rule set that is ready to run: compiled once, used for every device. */
export interface Model {
  readonly ruleSet: RuleSet;
  /** In the order of the set. */
  readonly machines: readonly Machine[];
  /** Place of each machine by its name. */
  readonly ranks: ReadonlyMap<string, number>;
  readonly types: ReadonlyMap<string, TypeModel>;
  /** Places of the machines that depend on a device setting, by its name. */
  readonly bySetting: ReadonlyMap<string, readonly number[]>;
  /** Of every device of which nothing is remembered. */
  readonly blankView: View;
  /** Those that were kept of other states. */
  readonly views: WeakMap<DeviceState, View>;
}
