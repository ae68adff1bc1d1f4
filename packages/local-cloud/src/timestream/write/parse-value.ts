import type { Cell, ScalarType } from '../store/column.ts';
import { Refusal } from './refusal.ts';

const integer = /^[+-]?\d+$/;
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/;
const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;
const nanosPerUnit = { SECONDS: 1_000_000_000n, MILLISECONDS: 1_000_000n, MICROSECONDS: 1000n, NANOSECONDS: 1n };
export type TimeUnit = keyof typeof nanosPerUnit;

const refuse = (text: string, type: string): never => {
  throw new Refusal(`The measure value ${text} is not a valid ${type}.`);
};

/** Epoch ns of a time in `unit`. @throws Refusal */
export const parseTime = (text: string, unit: TimeUnit): bigint => {
  if (!/^\d+$/.test(text)) throw new Refusal(`The record timestamp ${text} is not a valid time.`);
  const nanos = BigInt(text) * nanosPerUnit[unit];
  if (nanos > largest) throw new Refusal(`The record timestamp ${text} is out of range.`);
  return nanos;
};

const parseDouble = (text: string): number => {
  const value = decimal.test(text) ? Number(text.replace(/[dDfF]$/, '')) : Number.NaN;
  return Number.isFinite(value) ? value : refuse(text, 'DOUBLE');
};

const parseBigint = (text: string): string => {
  const value = integer.test(text) ? BigInt(text.replace('+', '')) : refuse(text, 'BIGINT');
  return value < smallest || value > largest ? refuse(text, 'BIGINT') : String(value);
};

const parseBoolean = (text: string): boolean => {
  const value = text.toLowerCase();
  return value === 'true' || value === 'false' ? value === 'true' : refuse(text, 'BOOLEAN');
};

/** @throws Refusal if the text is no value of the type; NaN and infinities are none */
export const parseValue = (text: string, type: ScalarType, unit: TimeUnit): Cell => {
  if (type === 'DOUBLE') return parseDouble(text);
  if (type === 'BIGINT') return parseBigint(text);
  if (type === 'BOOLEAN') return parseBoolean(text);
  return type === 'TIMESTAMP' ? String(parseTime(text, unit)) : text;
};
