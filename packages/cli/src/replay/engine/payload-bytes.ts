const sextets = new Uint8Array(256);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  sextets[character.charCodeAt(0)] = value;
}

const padding = 0x3d;

/**
 * Decodes base64 from `start` to `end` of `text`, which the scanner has found to be of its alphabet, to the beginning of `target`.
 * @returns how many bytes; -1 if it is not whole groups of four, which decoders read each in their way, or if it is too long
 */
export const decodeBase64 = (text: Uint8Array, start: number, end: number, target: Uint8Array): number => {
  const length = end - start;
  if (length === 0 || length % 4 !== 0 || (length / 4) * 3 > target.length) return -1;
  let to = 0;
  for (let at = start; at < end; at += 4) {
    const group =
      ((sextets[text[at] ?? 0] ?? 0) << 18) |
      ((sextets[text[at + 1] ?? 0] ?? 0) << 12) |
      ((sextets[text[at + 2] ?? 0] ?? 0) << 6) |
      (sextets[text[at + 3] ?? 0] ?? 0);
    target[to] = group >> 16;
    target[to + 1] = group >> 8;
    target[to + 2] = group;
    to += 3;
  }
  if (text[end - 1] !== padding) return to;
  return text[end - 2] === padding ? to - 2 : to - 1;
};
