/** Which bytes belong to a class: 1 for those that do. */
export type ByteClass = Uint8Array;

/** The class of the bytes that the pattern, a class of a regular expression, matches as ASCII. */
export const byteClass = (pattern: RegExp): ByteClass =>
  Uint8Array.from({ length: 256 }, (_, byte) => (byte < 128 && pattern.test(String.fromCharCode(byte)) ? 1 : 0));

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/**
 * The place after `literal` if that stands at `at`, else -1. A place of -1 stays -1, so that matches can be chained and looked at
 * once. A read past the end matches nothing.
 */
export const after = (bytes: Uint8Array, at: number, literal: Uint8Array): number => {
  if (at < 0) return -1;
  const { length } = literal;
  for (let index = 0; index < length; index += 1) if (bytes[at + index] !== literal[index]) return -1;
  return at + length;
};

/** The place after a run of bytes of the class, which may be empty; -1 for -1. */
export const skip = (bytes: Uint8Array, at: number, accepted: ByteClass): number => {
  if (at < 0) return -1;
  let end = at;
  while (accepted[bytes[end] ?? 0] === 1) end += 1;
  return end;
};
