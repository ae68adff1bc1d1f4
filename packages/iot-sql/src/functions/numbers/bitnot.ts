import { numberFromParts } from '../../values/exact-number.ts';
import { toBigInt } from '../../values/integers.ts';
import type { SqlFunction } from '../sql-function.ts';

/**
 * Bitwise NOT within the bits that the number has: the guide's one example is `bitnot(13)` = 2, which two's complement (-14) is
 * not. A negative number has no such end; there it is two's complement.
 */
export const bitnot: SqlFunction = {
  name: 'bitnot',
  arity: [1, 1],
  compile: ({ args: [argument] }) => {
    return (message) => {
      const bits = toBigInt(argument?.(message));
      if (bits === undefined) return undefined;
      const mask = 2n ** BigInt(bits.toString(2).length) - 1n;
      return numberFromParts('Int', { unscaled: bits < 0n ? ~bits : bits ^ mask, scale: 0 });
    };
  },
};
