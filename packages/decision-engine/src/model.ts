import type { Machine } from './machine.ts';
import type { RuleSet } from './rule-set.ts';

/** A rule set that is ready to run: compiled once, used for every device. */
export interface Model {
  readonly ruleSet: RuleSet;
  /** In the order of the set. */
  readonly machines: readonly Machine[];
  /** Place of each machine by its name. */
  readonly ranks: ReadonlyMap<string, number>;
}
