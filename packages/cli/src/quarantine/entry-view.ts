import type { Entry } from './entry.ts';

/** An entry in a listing: whether it was put back on the stream is told with it. */
export type ListedEntry = Entry & { readonly replayed: boolean };

/** The topic it came on; a record that could not be read has none. */
export const whereFrom = (entry: Entry): string =>
  entry.kind === 'message' ? entry.topic : `stream record of ${entry.partitionKey}`;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes as 16 a line in hexadecimal, as `hexdump -C` has them. */
const hexLines = (bytes: Uint8Array): readonly string[] =>
  Array.from({ length: Math.ceil(bytes.length / 16) }, (_, line) => {
    const part = bytes.slice(line * 16, line * 16 + 16);
    const hex = [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = [...part].map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    return `${(line * 16).toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  |${text}|`;
  });

/** The original bytes for people: as text if they are text that a terminal can show, else in hexadecimal. */
export const payloadLines = (bytes: Uint8Array): readonly string[] => {
  try {
    const text = utf8.decode(bytes);
    if (!/[^\P{Cc}\n\t]/u.test(text)) return text.split('\n');
  } catch {
    // Not UTF-8.
  }
  return hexLines(bytes);
};
