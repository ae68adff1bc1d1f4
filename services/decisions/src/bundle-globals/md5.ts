const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const sines = Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32));

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** The function and the word of the block that a step takes (RFC 1321, section 3.4). */
const mixed = (step: number, b: number, c: number, d: number): readonly [value: number, word: number] => {
  if (step < 16) return [(b & c) | (~b & d), step];
  if (step < 32) return [(d & b) | (~d & c), (5 * step + 1) % 16];
  if (step < 48) return [b ^ c ^ d, (3 * step + 5) % 16];
  return [c ^ (b | ~d), (7 * step) % 16];
};

const padded = (bytes: Uint8Array): DataView => {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const block = new Uint8Array(length);
  block.set(bytes);
  block[bytes.length] = 0x80;
  const view = new DataView(block.buffer);
  view.setUint32(length - 8, bytes.length * 8, true);
  view.setUint32(length - 4, Math.floor(bytes.length / 2 ** 29), true);
  return view;
};

/** MD5 (RFC 1321), for names and never for secrets: sixteen bytes. */
export const md5 = (bytes: Uint8Array): Uint8Array => {
  const view = padded(bytes);
  const sums = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = sums;
    for (let step = 0; step < 64; step += 1) {
      const [value, word] = mixed(step, b, c, d);
      const sum = (a + value + (sines[step] ?? 0) + view.getUint32(at + 4 * word, true)) | 0;
      const by = shifts[4 * Math.floor(step / 16) + (step % 4)] ?? 0;
      [a, b, c, d] = [d, (b + rotate(sum, by)) | 0, b, c];
    }
    for (const [index, addend] of [a, b, c, d].entries()) sums[index] = ((sums[index] ?? 0) + addend) | 0;
  }
  const digest = new DataView(new ArrayBuffer(16));
  for (const [index, sum] of sums.entries()) digest.setUint32(4 * index, sum, true);
  return new Uint8Array(digest.buffer);
};
