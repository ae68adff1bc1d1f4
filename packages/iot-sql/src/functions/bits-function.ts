import { numberFromParts } from '../values/exact-number.ts';
import { toBigInt } from '../values/integers.ts';
import type { SqlFunction } from './sql-function.ts';

/** A function of the bits of two Ints; numbers and numeric strings are rounded down, the rest is Undefined. */
export function bitsFunction(name: string, combine: (first: bigint, second: bigint) => bigint): SqlFunction {
  return {
    name,
    arity: [2, 2],
    compile: ({ args: [first, second] }) => {
      return (message) => {
        const a = toBigInt(first?.(message));
        const b = toBigInt(second?.(message));
        if (a === undefined || b === undefined) return undefined;
        return numberFromParts('Int', { unscaled: combine(a, b), scale: 0 });
      };
    },
  };
}
