import { BYTES } from './json-bytes.ts';
import { endOfDigits } from './json-tokens.ts';

const { MINUS, ZERO } = BYTES;

/** Up to here a double holds every integer, and dividing one by a power of ten rounds right. */
const MAX_DIGITS = 15;
/** Small decimals are written with an exponent. */
const MAX_PLACES_OF_ZERO = 6;
const POWERS = Array.from({ length: MAX_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/** The value of a number of at most 15 digits that is an integer or has a fraction; undefined for others, such as `10.0`. */
export function shortNumber(bytes: Uint8Array, start: number, end: number): number | undefined {
  const isNegative = bytes[start] === MINUS;
  const first = isNegative ? start + 1 : start;
  if (end - first > MAX_DIGITS) return undefined;
  const point = endOfDigits(bytes, first);
  let unscaled = 0;
  for (let at = first; at < end; at += 1) {
    if (at !== point) unscaled = unscaled * 10 + (bytes[at] as number) - ZERO;
  }
  const places = point === end ? 0 : end - point - 1;
  const divisor = POWERS[places] as number;
  if (places > 0 && unscaled % divisor === 0) return undefined;
  return isNegative ? -unscaled / divisor : unscaled / divisor;
}

/** Whether the number would be written anew as it is: no zero at the end of a fraction, few digits, not -0. */
export function isWrittenSo(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] === MINUS ? start + 1 : start;
  if (end - first > MAX_DIGITS) return false;
  const isZero = bytes[first] === ZERO;
  if (!isZero && bytes[end - 1] !== ZERO) return true;
  const point = endOfDigits(bytes, first);
  if (point === end) return !isZero || first === start;
  return bytes[end - 1] !== ZERO && !(isZero && end - point > MAX_PLACES_OF_ZERO);
}
