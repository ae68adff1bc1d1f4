import { crcTable } from './crc-table.ts';

// Castagnoli's polynomial, reversed. Source: RFC 3720, appendix B.4
const { low: table } = crcTable(0x82f63b78n);

/** CRC-32C as four bytes, big endian. */
export const crc32c = (bytes: Uint8Array): Buffer => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  const result = Buffer.alloc(4);
  result.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return result;
};
