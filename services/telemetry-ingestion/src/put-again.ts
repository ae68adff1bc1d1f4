import { type Counts, type MessageBatches, PermanentError } from '@signalbox/lambda-kit';
import { type StreamEntry, streamEntryOf } from './rule-error.ts';

export interface PutAgainPorts {
  /** Puts one record on the telemetry stream. Throws an error of code `STREAM_PUT_FAILED`. */
  readonly put: (entry: StreamEntry) => Promise<void>;
  readonly counts: Counts;
}

/** Puts one message of the error queue on the stream. Throws, so that the queue delivers it again and then sets it aside. */
export const putAgain =
  ({ put, counts }: PutAgainPorts): MessageBatches['message'] =>
  async ({ body, attributes }) => {
    const sentAt = Number(attributes.SentTimestamp);
    if (!Number.isSafeInteger(sentAt))
      throw new PermanentError('RULE_ERROR_UNREADABLE', 'the queue gave no SentTimestamp');
    await put(streamEntryOf(body, sentAt));
    counts.add('MessagesPutAgain');
  };
