import {
  type CommandResponse,
  commandRequestTopic,
  commandResponseTopic,
  type Metrics,
  telemetryTopic,
} from '@signalbox/contracts';
import type { Random } from '../random.ts';
import { createAnswerQueue } from './answer-queue.ts';
import { type Backoff, defaultBackoff } from './backoff.ts';
import { type CommandMemory, createCommandDesk, createCommandMemory } from './command-desk.ts';
import type { CommandHandlers } from './command-handler.ts';
import { type LinkTarget, openLink } from './link.ts';
import { createReadingBuffer } from './reading-buffer.ts';
import { encodeReading } from './telemetry-chunk.ts';
import { createTelemetrySender } from './telemetry-sender.ts';

/** What a device tells of itself. */
export type DeviceEvent =
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected'; readonly reason: string; readonly retryMs: number }
  /** The broker has acknowledged so many readings. */
  | { readonly type: 'acknowledged'; readonly readings: number }
  /** The buffer was full: so many of the oldest readings are gone. */
  | { readonly type: 'dropped'; readonly readings: number }
  | { readonly type: 'answered'; readonly commandId: string; readonly response: CommandResponse };

export interface DeviceOptions {
  /** `mqtt://host:port`, or `mqtts://host:port` with `tls`. */
  readonly endpoint: string;
  readonly tls?: LinkTarget['tls'];
  readonly fleet: string;
  /** Also the MQTT client id. */
  readonly deviceId: string;
  /** What the device can be told to do; every other command is REJECTED. */
  readonly commands?: CommandHandlers;
  readonly commandMemory?: CommandMemory;
  /** Most readings kept while there is no connection; default 10,000. */
  readonly maxBufferedReadings?: number;
  /** Most messages without acknowledgement; default 20. */
  readonly maxInFlight?: number;
  readonly backoff?: Backoff;
  /** Epoch ms; default the machine's clock. */
  readonly now?: () => number;
  /** For jitter. */
  readonly random?: Random;
  readonly onEvent?: (event: DeviceEvent) => void;
}

export interface Device {
  readonly isConnected: boolean;
  /** Every reading is acknowledged, every command answered. */
  readonly isIdle: boolean;
  /**
   * Takes a reading of now: it is sent at QoS 1, at once or when there is a connection, and kept until it is acknowledged.
   * @throws ReadingTooLargeError
   */
  report(metrics: Metrics): void;
  /** Finishes running commands and sends what waits, for at most `drainMs` (default 2000), then disconnects. */
  stop(options?: { readonly drainMs?: number }): Promise<void>;
}

const pollMs = 10;

const settle = async (isDone: () => boolean, withinMs: number): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (!isDone() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, pollMs));
};

/** A device that reports and obeys over MQTT, and stays connected until it is stopped. */
export const createDevice = (options: DeviceOptions): Device => {
  const { endpoint, tls, fleet, deviceId, commands = {}, now = Date.now, random = Math.random } = options;
  const { onEvent = () => undefined, maxInFlight = 20, maxBufferedReadings = 10_000 } = options;
  const buffer = createReadingBuffer(maxBufferedReadings);
  const isUp = (): boolean => link.isUp;
  const onDropped = (readings: number): void => onEvent({ type: 'dropped', readings });
  const topic = telemetryTopic.build({ fleet, deviceId });
  let seq = 0;

  const sender = createTelemetrySender({
    buffer,
    maxInFlight,
    isUp,
    publish: (payload) => link.publish(topic, payload),
    onAcknowledged: (readings) => onEvent({ type: 'acknowledged', readings }),
    onDropped,
  });
  const answers = createAnswerQueue(isUp, (answer) => link.publish(answer.topic, answer.payload));
  const desk = createCommandDesk({
    handlers: commands,
    memory: options.commandMemory ?? createCommandMemory(),
    now,
    answer: (commandId, response) => {
      const to = commandResponseTopic.build({ fleet, deviceId, commandId });
      answers.push({ topic: to, payload: Buffer.from(JSON.stringify(response)) });
      onEvent({ type: 'answered', commandId, response });
    },
  });
  const link = openLink({
    endpoint,
    clientId: deviceId,
    ...(tls === undefined ? {} : { tls }),
    topicFilter: commandRequestTopic.filter({ fleet, deviceId }),
    random,
    backoff: options.backoff ?? defaultBackoff,
    onUp: () => {
      onEvent({ type: 'connected' });
      answers.send();
      sender.send();
    },
    onDown: (reason, retryMs) => onEvent({ type: 'disconnected', reason, retryMs }),
    onMessage: desk.receive,
  });

  const isIdle = (): boolean => desk.isIdle && sender.isIdle && answers.isIdle;

  return {
    get isConnected() {
      return link.isUp;
    },
    get isIdle() {
      return isIdle();
    },
    report: (metrics) => {
      const hadToDrop = buffer.push({ seq, text: encodeReading(now(), seq, metrics) });
      seq += 1;
      if (hadToDrop) onDropped(1);
      sender.send();
    },
    stop: async ({ drainMs = 2_000 } = {}) => {
      await settle(() => !link.isUp || isIdle(), drainMs);
      await link.close();
    },
  };
};
