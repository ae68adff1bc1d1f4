import { toText } from '../values/conversions.ts';
import type { SqlValue } from '../values/sql-value.ts';
import type { SqlFunction } from './sql-function.ts';

/** A function of Strings; other arguments are converted. Undefined where one cannot be (Null, Undefined). */
export function textFunction(
  name: string,
  calculate: (...texts: string[]) => SqlValue,
  options: { arguments?: number; since2016?: true } = {},
): SqlFunction {
  const count = options.arguments ?? 1;
  return {
    name,
    arity: [count, count],
    ...(options.since2016 && { since2016: true }),
    compile: ({ args }) => {
      return (message) => {
        const texts: string[] = [];
        for (const argument of args) {
          const text = toText(argument(message));
          if (text === undefined) return undefined;
          texts.push(text);
        }
        return calculate(...texts);
      };
    },
  };
}
