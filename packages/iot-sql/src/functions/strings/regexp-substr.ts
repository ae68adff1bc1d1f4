import { toText } from '../../values/conversions.ts';
import type { SqlFunction } from '../sql-function.ts';
import { javaRegExp } from './java-reg-exp.ts';
import { javaReplacement } from './java-replacement.ts';

/**
 * The first match; Undefined where there is none. The guide's signature has two arguments, its text also a replacement string: given
 * one, the match is replaced by that.
 */
export const regexpSubstr: SqlFunction = {
  name: 'regexp_substr',
  arity: [2, 3],
  compile: ({ args: [argument, expression, replacement] }) => {
    return (message) => {
      const text = toText(argument?.(message));
      const pattern = toText(expression?.(message));
      const by = replacement === undefined ? '$0' : toText(replacement(message));
      if (text === undefined || pattern === undefined || by === undefined) return undefined;
      return firstMatch(text, pattern, by);
    };
  },
};

function firstMatch(text: string, pattern: string, by: string): string | undefined {
  const expression = javaRegExp(pattern);
  const expand = expression && javaReplacement(by, expression);
  if (expression === undefined || expand === undefined) return undefined;
  expression.lastIndex = 0;
  const match = expression.exec(text);
  return match === null ? undefined : expand(match.groups === undefined ? [...match] : [...match, match.groups]);
}
