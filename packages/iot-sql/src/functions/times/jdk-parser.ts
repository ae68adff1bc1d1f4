import { FIELD_PATTERNS, type FieldPattern, type ParsedFields } from './jdk-fields.ts';
import { patternTokens } from './pattern-tokens.ts';

export type JdkParser = (text: string) => ParsedFields | undefined;

const MAX_CACHED = 200;
const OPEN = '(?:';
const CLOSE = ')?';
const parsers = new Map<string, JdkParser | undefined>();

/** A parser for a pattern of java.time's DateTimeFormatter (JDK 11), in English; undefined for an invalid pattern. */
export function jdkParser(pattern: string): JdkParser | undefined {
  if (parsers.has(pattern)) return parsers.get(pattern);
  if (parsers.size >= MAX_CACHED) parsers.clear();
  const parser = compile(pattern);
  parsers.set(pattern, parser);
  return parser;
}

function compile(pattern: string): JdkParser | undefined {
  const fields: FieldPattern[] = [];
  const source = sourceOf(pattern, fields);
  if (source === undefined) return undefined;
  const expression = new RegExp(`^${source}$`);
  return (text) => {
    const match = expression.exec(text);
    if (match === null) return undefined;
    const parsed: ParsedFields = new Map<string, number>();
    const isValid = fields.every(({ read }, index) => {
      const part = match[index + 1];
      return part === undefined || read(part, parsed);
    });
    return isValid ? parsed : undefined;
  };
}

/** Backtracking leaves digits to neighbours as java.time's adjacent value parsing does: `yyyyMMdd`. */
function sourceOf(pattern: string, fields: FieldPattern[]): string | undefined {
  const tokens = patternTokens(pattern);
  if (tokens === undefined || tokens.length === 0) return undefined;
  let source = '';
  let depth = 0;
  for (const token of tokens) {
    const part = 'literal' in token ? literalSource(token, depth) : fieldSource(token, fields);
    if (part === undefined) return undefined;
    if (part === OPEN) depth += 1;
    if (part === CLOSE) depth -= 1;
    source += part;
  }
  return source + CLOSE.repeat(depth);
}

function fieldSource({ letter, count }: { letter: string; count: number }, fields: FieldPattern[]): string | undefined {
  const field = FIELD_PATTERNS.get(letter)?.(count);
  if (field !== undefined) fields.push(field);
  return field?.source;
}

/** `[` and `]` enclose what may be missing; braces and `#` are reserved. */
function literalSource(token: { literal: string; isQuoted: boolean }, depth: number): string | undefined {
  const { literal, isQuoted } = token;
  if (!isQuoted && literal === '[') return OPEN;
  if (!isQuoted && literal === ']') return depth > 0 ? CLOSE : undefined;
  if (!isQuoted && '#{}'.includes(literal)) return undefined;
  return literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
