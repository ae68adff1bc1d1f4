import { createHash } from 'node:crypto';

/**
 * The UUID of a name (RFC 9562, version 3): the same for the same name. The action ids that AWS printed are of this
 * version too, so a consumer that remembers them against duplicates goes on working.
 */
export const nameUuid = (name: string): string => {
  const bytes = createHash('md5').update(name).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x30;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
