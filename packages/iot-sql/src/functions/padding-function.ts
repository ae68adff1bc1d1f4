import { toText } from '../values/conversions.ts';
import { toIndex } from '../values/integers.ts';
import type { SqlFunction } from './sql-function.ts';

const MOST_SPACES = 1000;

/** A string with so many spaces at one side, 0 to 1000, the nearest of the two outside of that. */
export function paddingFunction(name: string, pad: (text: string, spaces: string) => string): SqlFunction {
  return {
    name,
    arity: [2, 2],
    compile: ({ args: [argument, count] }) => {
      return (message) => {
        const text = toText(argument?.(message));
        const spaces = toIndex(count?.(message));
        if (text === undefined || spaces === undefined) return undefined;
        return pad(text, ' '.repeat(Math.min(Math.max(spaces, 0), MOST_SPACES)));
      };
    },
  };
}
