import type { Scope } from '../scope.ts';
import type { Outcome, Value } from '../value.ts';

/** `keyword` is the type that convert converts to: a bare word, or an expression that gives it as a string. */
export type ParameterType = 'Any' | 'String' | 'Integer' | 'keyword';

export type ResultType = 'Boolean' | 'Integer' | 'keyword';

/** A function of the language. Its arguments are evaluated before it, from left to right, and are never invalid. */
export interface BuiltIn {
  readonly parameters: readonly ParameterType[];
  /** `keyword`: the type that the first argument names. */
  readonly result: ResultType;
  readonly apply: (args: readonly (Value | undefined)[], scope: Scope) => Outcome;
}
