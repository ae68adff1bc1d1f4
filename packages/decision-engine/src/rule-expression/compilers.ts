import type { Bound } from './bound.ts';
import type { RuleScope, Scalar } from './scope.ts';
import type { TruthOf } from './truth.ts';

/** A string, or undefined if it is unknown. */
export type TextOf = (scope: RuleScope) => string | undefined;

/** A value of the type that the expression has, or undefined if it is unknown. */
export type ValueOf = (scope: RuleScope) => Scalar | undefined;

/** What the compilers of one type need of the others: a boolean may compare texts, and a text may have a boolean in it. */
export interface Compilers {
  readonly truth: (bound: Bound) => TruthOf;
  readonly text: (bound: Bound) => TextOf;
  readonly value: (bound: Bound) => ValueOf;
}
