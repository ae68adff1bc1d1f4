import { calculateValues } from '../values/arithmetic.ts';
import type { SqlFunction } from './sql-function.ts';

export function remainderFunction(name: string): SqlFunction {
  return {
    name,
    arity: [2, 2],
    compile: ({ args: [dividend, divisor] }) => {
      return (message) => calculateValues('%', dividend?.(message), divisor?.(message));
    },
  };
}
