import { crcTable } from './crc-table.ts';

// Source: NVM Express Command Set specification 1.0, "64b CRC Guard"; reversed polynomial.
const { low: lowTable, high: highTable } = crcTable(0x9a6c9329ac4bc9b5n);

/** CRC-64/NVME as eight bytes, big endian: S3's own checksum when the client sends none. */
export const crc64nvme = (bytes: Uint8Array): Buffer => {
  let low = 0xffffffff;
  let high = 0xffffffff;
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (lowTable[index] ?? 0);
    high = (high >>> 8) ^ (highTable[index] ?? 0);
  }
  const result = Buffer.alloc(8);
  result.writeUInt32BE((high ^ 0xffffffff) >>> 0, 0);
  result.writeUInt32BE((low ^ 0xffffffff) >>> 0, 4);
  return result;
};
