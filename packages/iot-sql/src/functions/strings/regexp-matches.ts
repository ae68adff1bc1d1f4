import { textFunction } from '../text-function.ts';
import { javaRegExp } from './java-reg-exp.ts';

/** Whether the string contains a match of the regular expression; Undefined if that is none. */
export const regexpMatches = textFunction(
  'regexp_matches',
  (text, pattern) => {
    const expression = javaRegExp(pattern);
    return expression === undefined ? undefined : text.search(expression) !== -1;
  },
  { arguments: 2 },
);
