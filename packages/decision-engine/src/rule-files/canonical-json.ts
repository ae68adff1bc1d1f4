import { createHash } from 'node:crypto';

/** JSON with its members in order of name, so that equal content gives equal text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

/** sha256 of the canonical JSON, hexadecimal. */
export const contentHash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');
