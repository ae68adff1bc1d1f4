/** How a sequence goes on by its first byte; the second byte's bounds keep out what is overlong, a surrogate or too high. */
const shapeOf = (first: number): readonly [more: number, lowest: number, highest: number] | undefined => {
  if (first < 0x80) return [0, 0, 0];
  if (first >= 0xc2 && first <= 0xdf) return [1, 0x80, 0xbf];
  if (first >= 0xe0 && first <= 0xef) return [2, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf];
  if (first >= 0xf0 && first <= 0xf4) return [3, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf];
  return undefined;
};

const invalid = (): never => {
  throw new TypeError('not UTF-8');
};

const codePointAt = (bytes: Uint8Array, at: number): readonly [codePoint: number, length: number] => {
  const first = bytes[at] ?? 0;
  const [more, lowest, highest] = shapeOf(first) ?? invalid();
  let codePoint = more === 0 ? first : first & (0x3f >> more);
  for (let index = 1; index <= more; index += 1) {
    const next = bytes[at + index] ?? 0;
    const [low, high] = index === 1 ? [lowest, highest] : [0x80, 0xbf];
    if (next < low || next > high) invalid();
    codePoint = (codePoint << 6) | (next & 0x3f);
  }
  return [codePoint, more + 1];
};

const hasByteOrderMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/**
 * Text of UTF-8, as a fatal `TextDecoder` gives it (https://encoding.spec.whatwg.org/#utf-8-decoder): without a byte order mark.
 * @throws {TypeError} for bytes that are none
 */
export const textOfUtf8 = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (let at = hasByteOrderMark(bytes) ? 3 : 0; at < bytes.length; ) {
    const [codePoint, length] = codePointAt(bytes, at);
    parts.push(String.fromCodePoint(codePoint));
    at += length;
  }
  return parts.join('');
};

/** A lone surrogate becomes U+FFFD, as in `Buffer.from(text)`. */
export const utf8OfText = (text: string): Uint8Array => {
  const bytes: number[] = [];
  for (const character of text.toWellFormed()) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint < 0x80) bytes.push(codePoint);
    else if (codePoint < 0x800) bytes.push(0xc0 | (codePoint >> 6), 0x80 | (codePoint & 0x3f));
    else {
      if (codePoint < 0x10000) bytes.push(0xe0 | (codePoint >> 12));
      else bytes.push(0xf0 | (codePoint >> 18), 0x80 | ((codePoint >> 12) & 0x3f));
      bytes.push(0x80 | ((codePoint >> 6) & 0x3f), 0x80 | (codePoint & 0x3f));
    }
  }
  return Uint8Array.from(bytes);
};
