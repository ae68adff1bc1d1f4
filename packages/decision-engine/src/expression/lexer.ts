import { ExpressionError } from './expression-error.ts';
import type { Token, TokenKind } from './token.ts';

const SPACE = /[ \t\r\n]*/y;

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  // Names as AWS IoT Events has them: whatever else a name has in it, it then stands in backticks.
  ['name', /[a-zA-Z][a-zA-Z0-9_]*/y],
  ['root', /\$[a-zA-Z][a-zA-Z0-9_]*/y],
  ['decimal', /\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)/y],
  ['integer', /\d+/y],
  ['symbol', /\|\||&&|==|!=|<=|>=|[|^&<>+\-*/!~().,[\]{}]/y],
  ['quote', /['"]/y],
  ['quoted', /`[^`]+`/y],
];

/**
 * The token that starts at or after `offset`. Tokens are read on demand, for what a `}` or a quote means depends on
 * whether a string is being read.
 *
 * @throws ExpressionError SYNTAX
 */
export function readToken(text: string, offset: number): Token {
  const start = offset + matchLength(SPACE, text, offset);
  if (start >= text.length) return { kind: 'end', text: '', start: text.length, end: text.length };
  for (const [kind, pattern] of PATTERNS) {
    const length = matchLength(pattern, text, start);
    if (length > 0) return token(kind, text.slice(start, start + length), start);
  }
  throw new ExpressionError('SYNTAX', describeRefusal(text, start), start);
}

function token(kind: TokenKind, raw: string, start: number): Token {
  return { kind, text: kind === 'quoted' ? raw.slice(1, -1) : raw, start, end: start + raw.length };
}

function describeRefusal(text: string, start: number): string {
  if (text[start] === '`') return text[start + 1] === '`' ? 'an empty name in backticks' : 'a name without a closing `';
  if (text[start] === '=') return "unexpected '=': equality is '=='";
  if (text.startsWith('${', start)) return "'${' stands in a string only";
  return `unexpected character ${JSON.stringify(String.fromCodePoint(text.codePointAt(start) ?? 0))}`;
}

function matchLength(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0].length ?? 0;
}
