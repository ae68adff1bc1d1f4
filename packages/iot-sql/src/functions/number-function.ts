import { toNumber } from '../values/conversions.ts';
import type { SqlNumber, SqlValue } from '../values/sql-value.ts';
import type { SqlFunction } from './sql-function.ts';

/** A function of one Int, Decimal or numeric string, with all its digits; Undefined for the rest. */
export function numberFunction(name: string, calculate: (argument: SqlNumber) => SqlValue): SqlFunction {
  return {
    name,
    arity: [1, 1],
    compile: ({ args: [argument] }) => {
      return (message) => {
        const number = toNumber(argument?.(message));
        return number === undefined ? undefined : calculate(number);
      };
    },
  };
}
