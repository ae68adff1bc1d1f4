import { toNumber } from '../../values/conversions.ts';
import { toIndex } from '../../values/integers.ts';
import { truncate } from '../../values/rounding.ts';
import { isNumber } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';

const MAX_PLACES = 34;

/** Cuts a number after so many decimal places, 0 to 34; the number of places is not read out of a string. */
export const trunc: SqlFunction = {
  name: 'trunc',
  arity: [2, 2],
  compile: ({ args: [number, places] }) => {
    return (message) => {
      const value = toNumber(number?.(message));
      const wanted = places?.(message);
      const index = isNumber(wanted) ? toIndex(wanted) : undefined;
      if (value === undefined || index === undefined) return undefined;
      return truncate(value, Math.min(Math.max(index, 0), MAX_PLACES));
    };
  },
};
