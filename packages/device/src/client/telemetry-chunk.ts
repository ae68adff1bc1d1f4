import { MAX_PAYLOAD_BYTES, MAX_READINGS, type Metrics } from '@signalbox/contracts';
import type { WaitingReading } from './reading-buffer.ts';

/** The payload of one message, and how many of the readings it carries. */
export interface TelemetryChunk {
  readonly payload: Buffer;
  readonly count: number;
}

/** A reading that no message can carry. */
export class ReadingTooLargeError extends RangeError {}

/**
 * The JSON of a reading, by the contract. `time` is epoch ms.
 * @throws ReadingTooLargeError
 */
export const encodeReading = (time: number, seq: number, metrics: Metrics): string => {
  const text = JSON.stringify({ time, seq, metrics });
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_PAYLOAD_BYTES) {
    throw new ReadingTooLargeError(`the reading has ${bytes} bytes; a message carries ${MAX_PAYLOAD_BYTES}`);
  }
  return text;
};

const backlogFrame = '{"readings":[]}'.length;

/**
 * As many of the first `readings` as one message may carry: one alone as a single reading, more as a backlog.
 * A reading that is too large even alone goes alone; {@link encodeReading} lets none through.
 * @throws RangeError without a reading
 */
export const chunkTelemetry = (readings: readonly WaitingReading[], maxBytes = MAX_PAYLOAD_BYTES): TelemetryChunk => {
  const texts: string[] = [];
  let bytes = backlogFrame;
  for (const reading of readings.slice(0, MAX_READINGS)) {
    bytes += Buffer.byteLength(reading.text) + 1;
    if (texts.length > 0 && bytes > maxBytes) break;
    texts.push(reading.text);
  }
  const [first] = texts;
  if (first === undefined) throw new RangeError('no reading to send');
  const json = texts.length === 1 ? first : `{"readings":[${texts.join(',')}]}`;
  return { payload: Buffer.from(json), count: texts.length };
};
