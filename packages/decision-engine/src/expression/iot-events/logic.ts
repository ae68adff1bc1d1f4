import { incompatible } from './arithmetic.ts';
import type { Evaluate } from './scope.ts';
import { Invalid, isAbsent, type Outcome, type Value } from './value.ts';

export function not(operand: Value | undefined): Outcome {
  if (isAbsent(operand)) return undefined;
  return typeof operand === 'boolean' ? !operand : incompatible('!', operand);
}

/** The right side is looked at only if the left is true; undefined on the side that decides makes the result undefined. */
export function and(left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => {
    const first = truthOf('&&', left(scope));
    return first === true ? truthOf('&&', right(scope)) : first;
  };
}

/** "When a subexpression of || contains undefined data, that subexpression is treated as false." (AWS, Expressions) */
export function or(left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => {
    const first = truthOf('||', left(scope));
    if (first === true || first instanceof Invalid) return first;
    return truthOf('||', right(scope)) ?? false;
  };
}

function truthOf(operator: string, outcome: Outcome): boolean | undefined | Invalid {
  if (typeof outcome === 'boolean' || outcome instanceof Invalid) return outcome;
  return isAbsent(outcome) ? undefined : incompatible(operator, outcome);
}
