/** Whether the bytes from `start` on are those of the other array from `otherStart` on. */
export function isAt(bytes: Uint8Array, start: number, other: Uint8Array, otherStart: number, length: number): boolean {
  for (let i = 0; i < length; i += 1) if (bytes[start + i] !== other[otherStart + i]) return false;
  return true;
}
