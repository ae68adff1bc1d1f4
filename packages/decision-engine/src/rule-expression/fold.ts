import { type Bound, operandsOf } from './bound.ts';
import { compileValue } from './compile-value.ts';
import { type RuleScope, typeOf } from './scope.ts';

const nothing: RuleScope = { metrics: {}, last: {}, settings: {}, deviceId: '', fleet: '', deviceType: '', time: 0 };

const isConstant = (bound: Bound): boolean => bound.kind === 'constant';

/** The constant that an operation on constants is; undefined if it has no value, as 1 / 0. Anything else as it is. */
export const fold = (bound: Bound): Bound | undefined => {
  const operands = operandsOf(bound);
  if (operands.length === 0 || !operands.every(isConstant)) return bound;
  const value = compileValue(bound)(nothing);
  return value === undefined ? undefined : { kind: 'constant', type: typeOf(value), value };
};
