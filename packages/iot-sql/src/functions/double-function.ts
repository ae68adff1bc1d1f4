import { fromDouble, toDouble } from '../values/doubles.ts';
import type { SqlFunction } from './sql-function.ts';

/**
 * A function of one Decimal, rounded to double precision before and after. Numeric strings are converted; what is not a number, or
 * has no real result, is Undefined.
 */
export function doubleFunction(name: string, calculate: (argument: number) => number): SqlFunction {
  return {
    name,
    arity: [1, 1],
    compile: ({ args: [argument] }) => {
      return (message) => {
        const double = toDouble(argument?.(message));
        return double === undefined ? undefined : fromDouble(calculate(double));
      };
    },
  };
}
