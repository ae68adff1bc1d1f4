import { numberFromText } from './exact-number.ts';
import type { SqlValue } from './sql-value.ts';

/** Numbers that JSON.parse may change: 16 digits or more, a zero fraction, an exponent. */
const DELICATE_NUMBER = /\d(?:\.?\d){15}|\.0+(?!\d)|\d[eE][-+\d]/;
const STRING = /"(?:[^"\\]|\\.)*"/g;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

type Reviver = (key: string, value: unknown) => unknown;

/** @throws SyntaxError for what is not JSON, TypeError for what is not UTF-8 */
export function parsePayload(payload: Uint8Array): SqlValue {
  const text = utf8.decode(payload);
  if (!hasDelicateNumber(text)) return JSON.parse(text) as SqlValue;
  return JSON.parse(text, reviveNumber as Reviver) as SqlValue;
}

/** Ids and times in strings look like such numbers too; parsing with a reviver takes long enough to look again without them. */
function hasDelicateNumber(text: string): boolean {
  return DELICATE_NUMBER.test(text) && DELICATE_NUMBER.test(text.replaceAll(STRING, ''));
}

/** The third argument, with a number's source text, is ES2026 and in Node since 22. */
function reviveNumber(_key: string, value: unknown, context: { source?: string }): unknown {
  return typeof value === 'number' && context.source !== undefined ? numberFromText(context.source) : value;
}
