import { Scalar } from 'yaml';

const isSpace = (character: string | undefined): boolean => character !== undefined && /[ \t\r\n]/.test(character);

/** The first offset from `start` on at which there is no white space. */
const afterSpace = (text: string, start: number): number => {
  let at = start;
  while (isSpace(text[at])) at += 1;
  return at;
};

/** How many UTF-16 units of a double-quoted scalar an escape takes: `\n`, `\x41`, `\u00e9`, `\U0001F600`. */
const escapeLength = (letter: string | undefined): number => ({ x: 4, u: 6, U: 10 })[letter ?? ''] ?? 2;

const isLowSurrogate = (unit: string | undefined): boolean => unit !== undefined && /[\uDC00-\uDFFF]/.test(unit);

interface Cursor {
  readonly source: string;
  readonly type: Scalar.Type | undefined;
  at: number;
}

/** Line breaks that an escape joins mean nothing: `\` at the end of a line, and what the next line is indented by. */
const skipJoined = (cursor: Cursor): void => {
  const { source } = cursor;
  while (source[cursor.at] === '\\' && /[\r\n]/.test(source[cursor.at + 1] ?? ''))
    cursor.at = afterSpace(source, cursor.at + 1);
};

/** Where the character of a value stands, that is no white space or is escaped; the cursor goes past it. */
const takeCharacter = (cursor: Cursor, character: string): number => {
  const { source, type, at } = cursor;
  const isEscape = type === Scalar.QUOTE_DOUBLE && source[at] === '\\';
  // What an empty line after a joined one stands for has been gone past already.
  if (isSpace(character) && !isEscape) return at;
  if (isEscape) cursor.at += escapeLength(source[at + 1]);
  else if (type === Scalar.QUOTE_SINGLE && character === "'") cursor.at += 2;
  else cursor.at += 1;
  return at;
};

const isBlock = (type: Scalar.Type | undefined): boolean =>
  type === Scalar.BLOCK_FOLDED || type === Scalar.BLOCK_LITERAL;

/** How many characters of the value a run of white space in flow style stands for: line breaks are folded. */
const foldedLength = (run: string): number => {
  const breaks = run.match(/\r\n?|\n/g)?.length ?? 0;
  return breaks === 0 ? run.length : Math.max(1, breaks - 1);
};

/** Where the next white space of a value stands, one offset a character; `ahead` is how much of it there is in the value. */
const takeSpace = (cursor: Cursor, ahead: number): number[] => {
  const { source, type, at } = cursor;
  const end = afterSpace(source, at);
  const length = isBlock(type) ? ahead : Math.min(ahead, foldedLength(source.slice(at, end)));
  cursor.at = end;
  return Array.from({ length }, (_, index) => Math.min(at + index, end - 1));
};

const startOf = (source: string, start: number, type: Scalar.Type | undefined): number => {
  if (type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE) return start + 1;
  if (!isBlock(type)) return start;
  const header = source.indexOf('\n', start);
  return header < 0 ? start : header + 1;
};

/**
 * Where in the source each UTF-16 unit of a scalar's value stands, and at the end of the list the end: plain, quoted and
 * block scalars, with escapes and folded lines. White space between folded lines may be placed anywhere in that space.
 * @param start where the scalar starts, with its quote or the header of its block
 */
export const scalarOffsets = (
  source: string,
  start: number,
  type: Scalar.Type | undefined,
  value: string,
): number[] => {
  const cursor: Cursor = { source, type, at: startOf(source, start, type) };
  const offsets: number[] = [];
  while (offsets.length < value.length) {
    const character = value[offsets.length] ?? '';
    if (type === Scalar.QUOTE_DOUBLE) skipJoined(cursor);
    const inSpace = isSpace(source[cursor.at]);
    if (isSpace(character) && inSpace) {
      offsets.push(...takeSpace(cursor, afterSpace(value, offsets.length) - offsets.length));
      continue;
    }
    if (inSpace) cursor.at = afterSpace(source, cursor.at);
    const from = takeCharacter(cursor, character);
    offsets.push(from);
    // One escape may stand for both halves of a surrogate pair.
    if (cursor.at - from === 10 && isLowSurrogate(value[offsets.length])) offsets.push(from);
  }
  return [...offsets, cursor.at];
};
