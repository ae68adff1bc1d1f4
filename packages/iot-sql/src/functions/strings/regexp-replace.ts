import { textFunction } from '../text-function.ts';
import { javaRegExp } from './java-reg-exp.ts';
import { javaReplacement } from './java-replacement.ts';

/** Replaces every match; `$1` and `${name}` in the third string are what groups matched. */
export const regexpReplace = textFunction(
  'regexp_replace',
  (text, pattern, by) => {
    const expression = javaRegExp(pattern);
    const replacement = expression && javaReplacement(by, expression);
    if (expression === undefined || replacement === undefined) return undefined;
    return text.replace(expression, (...match) => replacement(match));
  },
  { arguments: 3 },
);
