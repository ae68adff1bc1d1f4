import type { Bound } from './bound.ts';
import { compileNumber } from './compile-number.ts';
import { compileText } from './compile-text.ts';
import { compileTruth } from './compile-truth.ts';
import type { Compilers, ValueOf } from './compilers.ts';
import type { TruthOf } from './truth.ts';

const compilers: Compilers = {
  truth: (bound) => compileTruth(bound, compilers),
  text: (bound) => compileText(bound, compilers),
  value: (bound) => compileValue(bound),
};

/** Compiles what has any type. */
export const compileValue = (bound: Bound): ValueOf => {
  if (bound.type === 'boolean') return compilers.truth(bound);
  if (bound.type === 'string') return compilers.text(bound);
  const number = compileNumber(bound);
  return (scope) => {
    const value = number(scope);
    return Number.isNaN(value) ? undefined : value;
  };
};

/** Compiles what is a boolean. */
export const compileBoolean = (bound: Bound): TruthOf => compilers.truth(bound);
