import { type RuleCondition, surelyKnown } from '../rule-expression/index.ts';
import type { Conditions } from './rule-conditions.ts';
import type { WrittenRule } from './rule-shape.ts';

/** What is at hand when actions are computed. */
export interface KnownValues {
  /** Metrics that are there for sure; `last(name)` for the latest that the rule saw. Undefined if that cannot be told. */
  readonly sure: ReadonlySet<string> | undefined;
  /** When that is: `when the rule starts`. */
  readonly moment: string;
  /** Whether there is a reading; without one, no metric has a value. */
  readonly hasReading: boolean;
}

const nothing: ReadonlySet<string> = new Set();

/** Nothing can be told. */
export const unsure: KnownValues = { sure: undefined, moment: 'some reading', hasReading: true };

const sureOf = (condition: RuleCondition | undefined, truth: boolean): KnownValues['sure'] =>
  condition && surelyKnown(condition.bound, truth);

/** What is known when `then` is done: what `when` cannot be true without. Silence has no reading. */
export const knownAtStart = (rule: WrittenRule, { when }: Conditions): KnownValues =>
  rule.when === undefined
    ? { sure: nothing, moment: 'silence', hasReading: false }
    : { sure: sureOf(when, true), moment: 'a reading that makes `when` true', hasReading: true };

/** What is known when `onClear` is done. */
export const knownAtClear = (rule: WrittenRule, { when, clear }: Conditions): KnownValues => {
  const hasReading = true;
  if (rule.clear !== undefined)
    return { sure: sureOf(clear, true), moment: 'a reading that makes `clear` true', hasReading };
  if (rule.when === undefined) return { sure: nothing, moment: 'a reading that ends the silence', hasReading };
  // With `repeats` it is quiet at last: what is remembered is the last reading that counted.
  return rule.repeats
    ? { sure: sureOf(when, true), moment: 'the last reading that counted', hasReading }
    : { sure: sureOf(when, false), moment: 'a reading that makes `when` false', hasReading };
};
