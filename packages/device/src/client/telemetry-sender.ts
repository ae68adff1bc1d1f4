import { MAX_READINGS } from '@signalbox/contracts';
import type { ReadingBuffer } from './reading-buffer.ts';
import { chunkTelemetry } from './telemetry-chunk.ts';

export interface TelemetrySenderOptions {
  readonly buffer: ReadingBuffer;
  /** Most messages under way at a time. AWS IoT Core takes 100 a client. */
  readonly maxInFlight: number;
  readonly isUp: () => boolean;
  /** Resolves with the broker's acknowledgement. */
  readonly publish: (payload: Buffer) => Promise<void>;
  readonly onAcknowledged: (readings: number) => void;
  readonly onDropped: (readings: number) => void;
}

/** Empties the buffer over the link as long as it is up. What was not acknowledged goes back into the buffer. */
export interface TelemetrySender {
  /** Sends what waits, if it can. */
  send(): void;
  /** No reading waits or is under way. */
  readonly isIdle: boolean;
}

export const createTelemetrySender = (options: TelemetrySenderOptions): TelemetrySender => {
  const { buffer, maxInFlight, isUp, publish } = options;
  let inFlight = 0;

  const sendOne = async (): Promise<void> => {
    const { payload, count } = chunkTelemetry(buffer.peek(MAX_READINGS));
    const readings = buffer.take(count);
    inFlight += 1;
    try {
      await publish(payload);
      inFlight -= 1;
    } catch {
      // Sent again with the next connection or reading, not at once: whatever refused it would only refuse it again.
      inFlight -= 1;
      const dropped = buffer.giveBack(readings);
      if (dropped > 0) options.onDropped(dropped);
      return;
    }
    options.onAcknowledged(count);
    send();
  };

  const send = (): void => {
    while (isUp() && inFlight < maxInFlight && buffer.length > 0) void sendOne();
  };

  return {
    send,
    get isIdle() {
      return inFlight === 0 && buffer.length === 0;
    },
  };
};
