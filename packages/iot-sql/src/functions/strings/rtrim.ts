import { textFunction } from '../text-function.ts';

/** The string without the tabs and spaces at its end. */
export const rtrim = textFunction('rtrim', withoutTrailingBlanks);

/** By hand: a regular expression tries at every blank of the string, which takes quadratic time. */
function withoutTrailingBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1;
  return text.slice(0, end);
}
