import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { Random } from '../random.ts';
import { type Backoff, backoffDelayMs } from './backoff.ts';

/** Where the broker is and who the device is to it. */
export interface LinkTarget {
  /** `mqtt://127.0.0.1:1883`, or `mqtts://…` with `tls`. */
  readonly endpoint: string;
  readonly clientId: string;
  /** PEM. The certificate is the device's identity at AWS IoT Core. */
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer; readonly ca?: Buffer };
}

export interface LinkEvents {
  /** Connected and subscribed. */
  readonly onUp: () => void;
  /** Not connected any more, or the attempt failed; the next one is made in `retryMs`. */
  readonly onDown: (reason: string, retryMs: number) => void;
  readonly onMessage: (topic: string, payload: Buffer) => void;
}

export interface LinkOptions extends LinkTarget, LinkEvents {
  /** Subscribed at QoS 1 with each connection. */
  readonly topicFilter: string;
  readonly random: Random;
  readonly backoff: Backoff;
}

/** A connection to the broker that is made again, with backoff and jitter, until it is closed. */
export interface Link {
  readonly isUp: boolean;
  /** Publishes at QoS 1; resolves with the broker's PUBACK, rejects when the connection went before it came. */
  publish(topic: string, payload: Buffer): Promise<void>;
  /** Says goodbye to the broker, which keeps the session. */
  close(): Promise<void>;
}

class LinkDownError extends Error {}

const connectTimeoutMs = 10_000;
const goodbyeMs = 1_000;

const optionsOf = ({ clientId, tls }: LinkTarget): IClientOptions => ({
  clientId,
  // A persistent session: what the cloud sends at QoS 1 while the device is away waits for it.
  clean: false,
  protocolVersion: 4,
  // AWS IoT Core takes 30 to 1200 seconds.
  keepalive: 60,
  connectTimeout: connectTimeoutMs,
  // Each attempt is a client of its own, so that what is unacknowledged lives in one place: the device's buffer.
  reconnectPeriod: 0,
  resubscribe: false,
  ...tls,
});

/** Resolves with the CONNACK. @throws what kept it from coming */
const connected = (client: MqttClient): Promise<void> =>
  new Promise((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
    client.once('close', () => reject(new LinkDownError('the broker closed the connection')));
  });

const subscribe = async (client: MqttClient, topicFilter: string): Promise<void> => {
  const [granted] = await client.subscribeAsync(topicFilter, { qos: 1 });
  if (granted !== undefined && granted.qos > 2)
    throw new Error(`the broker refused the subscription to ${topicFilter}`);
};

/** Publishes, and does not wait for an acknowledgement that cannot come any more. */
const publishOver = (client: MqttClient, topic: string, payload: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const lost = () => reject(new LinkDownError('the connection ended before the broker acknowledged'));
    client.once('close', lost);
    client.publish(topic, payload, { qos: 1 }, (error) => {
      client.off('close', lost);
      if (error) reject(error);
      else resolve();
    });
  });

const sayGoodbye = async (client: MqttClient): Promise<void> => {
  const force = setTimeout(() => void client.endAsync(true), goodbyeMs);
  await client.endAsync(!client.connected);
  clearTimeout(force);
};

/** Node reports a refused connection to a name with several addresses as an error without a message of its own. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
};

export const openLink = (options: LinkOptions): Link => {
  let client: MqttClient | undefined;
  let isUp = false;
  let attempt = 0;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  const fail = (reason: string): void => {
    isUp = false;
    if (isClosed) return;
    const retryMs = backoffDelayMs(attempt++, options.random, options.backoff);
    retry = setTimeout(() => void establish(), retryMs);
    options.onDown(reason, retryMs);
  };

  const watch = (established: MqttClient): void => {
    let reason = 'the connection was closed';
    established.on('error', (error) => {
      reason = reasonOf(error);
    });
    established.once('close', () => fail(reason));
  };

  const establish = async (): Promise<void> => {
    const attempted = connect(options.endpoint, optionsOf(options));
    client = attempted;
    // One listener of `close` a message under way.
    attempted.setMaxListeners(0);
    // At once: what waited in the session comes right behind the CONNACK.
    attempted.on('message', options.onMessage);
    attempted.on('error', () => undefined);
    try {
      await connected(attempted);
      await subscribe(attempted, options.topicFilter);
    } catch (error) {
      attempted.end(true);
      return fail(reasonOf(error));
    }
    watch(attempted);
    attempt = 0;
    isUp = true;
    options.onUp();
  };

  void establish();
  return {
    get isUp() {
      return isUp;
    },
    publish: (topic, payload) =>
      client === undefined || !isUp
        ? Promise.reject(new LinkDownError('there is no connection'))
        : publishOver(client, topic, payload),
    close: async () => {
      isClosed = true;
      isUp = false;
      clearTimeout(retry);
      if (client !== undefined) await sayGoodbye(client);
    },
  };
};
