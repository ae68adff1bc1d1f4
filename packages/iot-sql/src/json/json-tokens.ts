import { BYTES } from './json-bytes.ts';

const { SPACE, QUOTE, MINUS, POINT, ZERO, NINE, BACKSLASH } = BYTES;

/** 0 for the bytes that a string goes on with; the others are a quote, an escape, a control character. */
export const ENDS_TEXT = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < SPACE || byte === QUOTE || byte === BACKSLASH ? 1 : 0,
);

/** @returns where the digits from `start` on end */
export function endOfDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  let byte = bytes[at] as number;
  while (byte >= ZERO && byte <= NINE) {
    at += 1;
    byte = bytes[at] as number;
  }
  return at;
}

/** @returns where a number or a literal ends, -1 for anything else. An exponent is left over */
export function endOfScalar(bytes: Uint8Array, start: number): number {
  const first = bytes[start] as number;
  return first <= NINE ? endOfNumber(bytes, start, first) : endOfLiteral(bytes, start);
}

function endOfNumber(bytes: Uint8Array, start: number, sign: number): number {
  const first = sign === MINUS ? start + 1 : start;
  const end = endOfDigits(bytes, first);
  if (end === first || (bytes[first] === ZERO && end > first + 1)) return -1;
  if (bytes[end] !== POINT) return end;
  const last = endOfDigits(bytes, end + 1);
  return last === end + 1 ? -1 : last;
}

const LITERALS = ['true', 'false', 'null'].map((text) => Buffer.from(text));

function endOfLiteral(bytes: Uint8Array, start: number): number {
  for (const literal of LITERALS) {
    let length = 0;
    while (length < literal.length && bytes[start + length] === literal[length]) length += 1;
    if (length === literal.length) return start + length;
  }
  return -1;
}

/** @returns where there is no blank any more */
export function endOfBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isBlank(bytes[at])) at += 1;
  return at;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
