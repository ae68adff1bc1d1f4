import { toText } from '../../values/conversions.ts';
import type { SqlValue } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';

/**
 * With an array among the arguments, one array of all of them; else the string of them all, if one of them is a string or there
 * is only one (the guide's example has `concat(1)` = "1"). Undefined is not in an array.
 */
export const concat: SqlFunction = {
  name: 'concat',
  arity: [0, Number.POSITIVE_INFINITY],
  compile: ({ args }) => {
    return (message) => {
      const values = args.map((argument) => argument(message));
      if (values.some((value) => Array.isArray(value))) return concatArrays(values);
      const isText = values.length === 1 || values.some((value) => typeof value === 'string');
      return isText ? concatTexts(values) : undefined;
    };
  },
};

function concatArrays(values: SqlValue[]): SqlValue {
  return values.flat().filter((value) => value !== undefined);
}

function concatTexts(values: SqlValue[]): SqlValue {
  const texts = values.map(toText);
  return texts.includes(undefined) ? undefined : texts.join('');
}
