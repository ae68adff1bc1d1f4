/** The 256 remainders of a reflected CRC, each as its low and high 32 bits (`high` is 0 for a CRC of 32 bits). */
export interface CrcTable {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/** Builds the table of a reflected CRC from its reversed polynomial. */
export const crcTable = (polynomial: bigint): CrcTable => {
  const low = new Uint32Array(256);
  const high = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let remainder = BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1n ? (remainder >> 1n) ^ polynomial : remainder >> 1n;
    low[byte] = Number(remainder & 0xffffffffn);
    high[byte] = Number(remainder >> 32n);
  }
  return { low, high };
};
