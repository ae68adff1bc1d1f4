import { SqlError } from '../sql-error.ts';
import type { Token, TokenKind } from './token.ts';

const SPACE = /\s*/y;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
const VARIABLE = /@[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SYMBOL = /<>|<=|>=|[<>=+\-*/%(),.[\]{}:]/y;

/**
 * The token that starts at or after `offset`. Lexing on demand lets a substitution template stop at its `}`.
 * Strings are in single or double quotes (real rules use both); a doubled quote stands for itself; no other escapes.
 *
 * @throws SqlError SYNTAX, or UNSUPPORTED for `${…}` inside a statement
 */
export function readToken(text: string, offset: number): Token {
  const start = offset + matchLength(SPACE, text, offset);
  if (start >= text.length) return { kind: 'end', text: '', start: text.length, end: text.length };
  const first = text.charAt(start);
  if (first === "'" || first === '"') return readString(text, start, first);
  const token =
    matchToken(WORD, 'word', text, start) ??
    matchToken(NUMBER, 'number', text, start) ??
    matchToken(VARIABLE, 'variable', text, start) ??
    matchToken(SYMBOL, 'symbol', text, start);
  if (token !== undefined) return token;
  if (text.startsWith('${', start)) {
    throw new SqlError('UNSUPPORTED', 'a substitution template inside a statement is not supported', text, start);
  }
  throw new SqlError(
    'SYNTAX',
    `unexpected character ${JSON.stringify(String.fromCodePoint(text.codePointAt(start) ?? 0))}`,
    text,
    start,
  );
}

function matchToken(pattern: RegExp, kind: TokenKind, text: string, start: number): Token | undefined {
  const length = matchLength(pattern, text, start);
  if (length === 0) return undefined;
  const end = start + length;
  return { kind, text: text.slice(kind === 'variable' ? start + 1 : start, end), start, end };
}

function readString(text: string, start: number, quote: string): Token {
  let end = start + 1;
  for (;;) {
    end = text.indexOf(quote, end);
    if (end === -1) throw new SqlError('SYNTAX', 'string without a closing quote', text, start);
    if (text[end + 1] !== quote) break;
    end += 2;
  }
  const content = text.slice(start + 1, end).replaceAll(quote + quote, quote);
  return { kind: 'string', text: content, start, end: end + 1 };
}

function matchLength(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0].length ?? 0;
}
