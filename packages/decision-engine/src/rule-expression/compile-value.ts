import type { Bound } from './bound.ts';
import { compileNumber } from './compile-number.ts';
import { compileText } from './compile-text.ts';
import { compileTruth } from './compile-truth.ts';
import type { RuleScope, Scalar } from './scope.ts';

/** A value of the type that the expression has, or undefined if it is unknown. */
export type ValueOf = (scope: RuleScope) => Scalar | undefined;

/** Compiles what has any type. */
export const compileValue = (bound: Bound): ValueOf => {
  if (bound.type === 'boolean') return compileTruth(bound);
  if (bound.type === 'string') return compileText(bound);
  const number = compileNumber(bound);
  return (scope) => {
    const value = number(scope);
    return Number.isNaN(value) ? undefined : value;
  };
};
