import { type Kept, messageKey } from './kept-telemetry.ts';
import type { Message } from './traffic.ts';

interface Payload {
  readonly time?: number;
  readonly readings?: readonly { readonly time: number }[];
}

const parse = (payload: string): Payload | undefined => {
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString()) as Payload;
  } catch {
    return undefined;
  }
};

/** The rows that a message of the simulated fleet becomes; undefined of garbage, which belongs into quarantine. */
const rowsOf = ({ payload, topic }: Message): readonly string[] | undefined => {
  const parsed = parse(payload);
  const deviceId = topic.split('/')[2];
  return parsed && (parsed.readings ?? [parsed]).map(({ time }) => `${deviceId} ${time}`);
};

/** Messages that are not in the archive, or neither in the store nor in quarantine. */
export const lostMessages = (messages: readonly Message[], { archived, quarantined, rows }: Kept): readonly Message[] =>
  messages.filter((message) => {
    const key = messageKey(message);
    if (!archived.has(key)) return true;
    return !quarantined.has(key) && rowsOf(message)?.every((row) => rows.has(row)) !== true;
  });
