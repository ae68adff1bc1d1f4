import { fromDouble, toDouble } from '../values/doubles.ts';
import type { SqlFunction } from './sql-function.ts';

/** As `doubleFunction`, of two Decimals. */
export function doublePairFunction(name: string, calculate: (first: number, second: number) => number): SqlFunction {
  return {
    name,
    arity: [2, 2],
    compile: ({ args: [first, second] }) => {
      return (message) => {
        const a = toDouble(first?.(message));
        const b = toDouble(second?.(message));
        return a === undefined || b === undefined ? undefined : fromDouble(calculate(a, b));
      };
    },
  };
}
