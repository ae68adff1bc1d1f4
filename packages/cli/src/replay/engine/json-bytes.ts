import { after, ascii, byteClass, skip } from '../lines/byte-class.ts';

const whitespace = byteClass(/[ \t\n\r]/);
const digits = byteClass(/[0-9]/);
/** What stands for itself in a JSON string, in one byte. */
const plainText = byteClass(/[ !#-[\]-~]/);
const [isTrue, isFalse] = [ascii('true'), ascii('false')];
const [minus, dot, zero, exponent, upperExponent] = [0x2d, 0x2e, 0x30, 0x65, 0x45];
const powersOfTen = Array.from({ length: 16 }, (_, power) => 10 ** power);
/** So many digits make an integer that a double holds exactly, and so does their quotient by a power of ten, rounded once. */
const maxDigits = 15;

/**
 * Reads the plainest of JSON out of bytes: what it does not know, it leaves to JSON.parse. A token that was read leaves its value in the field
 * of its type. Every method returns the place after what it read, -1 if there is something else, and takes -1 for -1.
 */
export class JsonBytes {
  bytes: Uint8Array;
  number = 0;
  boolean = false;
  text = '';

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** White space, one byte, and white space. */
  mark(at: number, byte: number): number {
    if (at < 0) return -1;
    const start = this.space(at);
    return this.bytes[start] === byte ? this.space(start + 1) : -1;
  }

  space(at: number): number {
    return whitespace[this.bytes[at] ?? 0] === 1 ? skip(this.bytes, at, whitespace) : at;
  }

  /** A number without an exponent, of so few digits that it can be exact; the value is that of JSON.parse. */
  readNumber(start: number): number {
    if (start < 0) return -1;
    const { bytes } = this;
    const isNegative = bytes[start] === minus;
    const first = isNegative ? start + 1 : start;
    const wholeEnd = skip(bytes, first, digits);
    if (wholeEnd === first || (bytes[first] === zero && wholeEnd - first > 1)) return -1;
    const hasFraction = bytes[wholeEnd] === dot;
    const end = hasFraction ? skip(bytes, wholeEnd + 1, digits) : wholeEnd;
    const fraction = hasFraction ? end - wholeEnd - 1 : 0;
    if ((hasFraction && fraction === 0) || end - first > maxDigits || this.#isExponent(end)) return -1;
    const value = this.#digitsOf(first, end) / (powersOfTen[fraction] ?? 1);
    this.number = isNegative ? -value : value;
    return end;
  }

  /** An integer from 0. */
  readCount(start: number): number {
    const end = this.readNumber(start);
    return end > 0 && this.bytes[start] !== minus && skip(this.bytes, start, digits) === end ? end : -1;
  }

  readBoolean(at: number): number {
    this.boolean = after(this.bytes, at, isTrue) >= 0;
    return after(this.bytes, at, this.boolean ? isTrue : isFalse);
  }

  /** A string of ASCII without escapes, after its first quote. */
  readText(at: number): number {
    const quote = 0x22;
    const end = skip(this.bytes, at, plainText);
    if (end < 0 || this.bytes[end] !== quote) return -1;
    this.text = String.fromCharCode(...this.bytes.subarray(at, end));
    return end + 1;
  }

  #isExponent(at: number): boolean {
    const byte = this.bytes[at];
    return byte === exponent || byte === upperExponent;
  }

  /** All digits from `start` to `end` as one integer; the dot among them is passed over. */
  #digitsOf(start: number, end: number): number {
    let value = 0;
    for (let at = start; at < end; at += 1) {
      const byte = this.bytes[at] ?? 0;
      if (byte !== dot) value = value * 10 + (byte - zero);
    }
    return value;
  }
}
