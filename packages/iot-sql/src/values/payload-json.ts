import { numberFromText } from './exact-number.ts';
import type { SqlValue } from './sql-value.ts';

/** Numbers that JSON.parse may change: 16 digits or more, a zero fraction, an exponent. Strings may match too; that only costs time. */
const DELICATE_NUMBER = /\d{16}|\.0+(?!\d)|\d[eE][-+\d]/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

type Reviver = (key: string, value: unknown) => unknown;

/** @throws SyntaxError for what is not JSON, TypeError for what is not UTF-8 */
export function parsePayload(payload: Uint8Array): SqlValue {
  const text = utf8.decode(payload);
  if (!DELICATE_NUMBER.test(text)) return JSON.parse(text) as SqlValue;
  return JSON.parse(text, reviveNumber as Reviver) as SqlValue;
}

/** The third argument, with a number's source text, is ES2026 and in Node since 22. */
function reviveNumber(_key: string, value: unknown, context: { source?: string }): unknown {
  return typeof value === 'number' && context.source !== undefined ? numberFromText(context.source) : value;
}
