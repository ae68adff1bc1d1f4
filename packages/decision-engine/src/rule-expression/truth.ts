import type { RuleScope } from './scope.ts';

/** Kleene's three values; undefined is unknown. */
export type Truth = boolean | undefined;

export type TruthOf = (scope: RuleScope) => Truth;

export const not =
  (operand: TruthOf): TruthOf =>
  (scope) => {
    const value = operand(scope);
    return value === undefined ? undefined : !value;
  };

/** False as soon as one side is, whatever the other. */
export const and =
  (left: TruthOf, right: TruthOf): TruthOf =>
  (scope) => {
    const one = left(scope);
    if (one === false) return false;
    const other = right(scope);
    return one === true || other === false ? other : undefined;
  };

/** True as soon as one side is, whatever the other. */
export const or =
  (left: TruthOf, right: TruthOf): TruthOf =>
  (scope) => {
    const one = left(scope);
    if (one === true) return true;
    const other = right(scope);
    return one === false || other === true ? other : undefined;
  };
