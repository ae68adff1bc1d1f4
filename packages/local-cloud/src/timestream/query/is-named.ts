import { isKeyword, wordAt } from './keywords.ts';
import { isDot, isName } from './nodes.ts';
import type { Node } from './token.ts';

const unnamedWords = new Set(['CURRENT_TIMESTAMP', 'CURRENT_DATE', 'LOCALTIMESTAMP']);

/** A last word after something that can end an expression is an alias; the unit of `interval '2' day` is none. */
const isAlias = (item: readonly Node[], last: number): boolean => {
  const word = wordAt(item, last - 1);
  if (word === 'AS' || word === 'END') return true;
  const before = item[last - 1];
  if (before?.kind === 'string' && wordAt(item, last - 2) === 'INTERVAL') return false;
  return before?.kind !== 'operator' && !isKeyword(item, last - 1);
};

/** Whether an item of a select list has a name of its own: a plain column, a star, or an alias. */
export const isNamed = (item: readonly Node[]): boolean => {
  const last = item.length - 1;
  const end = item[last];
  if (end?.kind === 'operator') return end.text === '*' && (last === 0 || isDot(item[last - 1]));
  if (!isName(item, last)) return false;
  if (last === 0) return !unnamedWords.has(wordAt(item, 0));
  return isDot(item[last - 1]) ? item.length === 3 : isAlias(item, last);
};
