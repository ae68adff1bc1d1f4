import type { EventEmitter } from 'node:events';
import type { PublishPacket, Subscription } from 'aedes';
import { Aedes, type AedesPublishPacket, type AuthenticateError, type Client, type ConnectPacket } from 'aedes';
import type { BrokerMessage } from '../message.ts';
import type { AedesPersistence } from './aedes-persistence.ts';
import type { ClientSources } from './client-sources.ts';
import {
  clientIdFault,
  keepAliveSeconds,
  MAX_FILTERS_PER_SUBSCRIBE,
  MAX_PAYLOAD_BYTES,
  MAX_SUBSCRIPTIONS_PER_CONNECTION,
  topicFault,
} from './limits.ts';
import { MessageBus } from './message-bus.ts';
import { mayPublish } from './reserved-topics.ts';
import type { SessionStore } from './session-store.ts';
import { subscriptionFault } from './subscription-fault.ts';

type Packet = { cmd: 'subscribe'; subscriptions: unknown[] } | { cmd: 'other' };
type Callback = (error?: Error | null) => void;

/** How a published message fares. Without a promise the thing is done already. */
export interface Acceptance {
  /** Everything that must not be lost is on disk: only then is the message acknowledged. */
  readonly durable: Promise<void> | undefined;
  /** Every connected subscriber has taken it. */
  readonly delivered: Promise<void> | undefined;
}

/** What the broker tells the service. */
export interface BrokerListener {
  /** A client published. If `durable` rejects, nothing is acknowledged and the connection is closed. */
  published(message: BrokerMessage): Acceptance;
  /** A packet that broke a quota or used what is not supported. */
  refused(what: 'Connect' | 'PublishIn' | 'Subscribe', clientId: string, reason: string): void;
  /** A new connection is about to take over a client id. */
  takenOver(client: Client): void;
  now(): number;
}

/** aedes closes a connection that it refuses this early without a word. */
const REFUSED = {
  /** CONNACK of MQTT 5 with reason 0x84, "unsupported protocol version". */
  mqtt5: Buffer.from([0x20, 0x03, 0x00, 0x84, 0x00]),
  /** CONNACK of MQTT 3.1.1 with code 1, "unacceptable protocol version". */
  protocol: Buffer.from([0x20, 0x02, 0x00, 0x01]),
  /** With code 2, "identifier rejected". */
  clientId: Buffer.from([0x20, 0x02, 0x00, 0x02]),
};

/**
 * aedes with AWS IoT Core's differences from MQTT, and with the order of things turned round: aedes acknowledges a QoS 1
 * message before it handles it; here `authorizePublish`, which comes before the PUBACK, does all the work, and the publish that
 * follows the PUBACK only waits for the subscribers, as back pressure.
 *
 * aedes 1.2 speaks MQTT 3.1.1 (and 3.1). MQTT 5 is refused with its reason code; shared subscriptions are refused.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt-differences
 */
export class AwsBroker extends Aedes {
  readonly #bus: MessageBus;
  readonly #sessions: SessionStore;
  readonly #listener: BrokerListener;
  readonly #sources: ClientSources;
  /** Deliveries to subscribers under way, by the packet that aedes is about to "publish". */
  readonly #deliveries = new WeakMap<object, Promise<void>>();
  #counter = 0;

  constructor(sessions: SessionStore, persistence: AedesPersistence, sources: ClientSources, listener: BrokerListener) {
    const bus = new MessageBus();
    super({ mq: bus, persistence, drainTimeout: 10_000 });
    this.#bus = bus;
    this.#sessions = sessions;
    this.#listener = listener;
    this.#sources = sources;
    const { handle } = this;
    this.handle = (stream, request) => this.#watchSubscribe(handle(stream, request));
    this.preConnect = (client, packet, done) => this.#checkConnect(client, packet, done);
    this.authenticate = (client, _username, _password, done) => this.#takeOver(client, done);
    this.authorizePublish = (client, packet, done) => this.#accept(client, packet, done);
    this.authorizeSubscribe = (client, subscription, done) => this.#checkSubscribe(client, subscription, done);
    this.authorizeForward = (_client, packet) => (isExpired(packet, listener.now()) ? null : packet);
  }

  /** Ends the connection over a SUBSCRIBE with too many filters; aedes tells its hooks of one filter at a time. */
  #watchSubscribe(client: Client): Client {
    const { _parser: parser } = client as unknown as { _parser: EventEmitter };
    parser.prependListener('packet', (packet: Packet) => {
      if (packet.cmd !== 'subscribe' || packet.subscriptions.length <= MAX_FILTERS_PER_SUBSCRIBE) return;
      this.#listener.refused('Subscribe', client.id, `more than ${MAX_FILTERS_PER_SUBSCRIBE} filters in one SUBSCRIBE`);
      packet.subscriptions = [];
      client.conn.destroy(new Error('too many filters in one SUBSCRIBE'));
    });
    return client;
  }

  /**
   * Hands a message to its subscribers and queues it for persistent sessions.
   * @returns whether something was queued, and when every connected subscriber has taken it
   */
  deliver(message: BrokerMessage): { queued: boolean; delivered: Promise<void> | undefined } {
    const { topic, payload, qos, expiresAt } = message;
    this.#counter += 1;
    const identity = { brokerId: this.id, brokerCounter: this.#counter };
    const packet: AedesPublishPacket = { cmd: 'publish', topic, payload, qos, retain: false, dup: false, ...identity };
    if (expiresAt !== undefined) packet.messageExpiry = expiresAt;
    const queued = qos > 0 && this.#sessions.enqueue(packet, expiresAt);
    return { queued, delivered: this.#emit(packet) };
  }

  #emit(packet: AedesPublishPacket): Promise<void> | undefined {
    let isTaken = false;
    let resolve = (): void => {
      isTaken = true;
    };
    this.#bus.emit(packet, () => resolve());
    if (isTaken) return undefined;
    return new Promise((taken) => {
      resolve = taken;
    });
  }

  /** After the PUBACK: everything is done but for slow subscribers. aedes' own `$SYS` messages go nowhere, AWS has none. */
  override publish(packet: PublishPacket, clientOrDone: unknown, done?: Callback): void {
    const finished = (typeof clientOrDone === 'function' ? clientOrDone : done) as Callback | undefined;
    const delivery = this.#deliveries.get(packet);
    if (delivery === undefined) finished?.();
    else void delivery.then(() => finished?.());
  }

  #checkConnect(client: Client, packet: ConnectPacket, done: (error: Error | null, success: boolean) => void): void {
    const fault = connectFault(packet);
    if (fault !== undefined) {
      this.#listener.refused('Connect', packet.clientId, fault.reason);
      client.conn.write(fault.connack);
      done(new Error(fault.reason), false);
      return;
    }
    packet.keepalive = keepAliveSeconds(packet.keepalive);
    this.#sessions.expire(packet.clientId);
    done(null, true);
  }

  /** aedes closes the old connection of the same client id when it registers the new one. */
  #takeOver(client: Client, done: (error: AuthenticateError | null, success: boolean | null) => void): void {
    const { clients } = this as unknown as { clients: Record<string, Client | undefined> };
    const old = clients[client.id];
    if (old !== undefined) this.#listener.takenOver(old);
    done(null, true);
  }

  /** QoS 2 gets no answer at all, as on AWS. */
  #accept(client: Client | null, packet: PublishPacket, done: Callback): void {
    const clientId = client?.id ?? '';
    const fault = publishFault(packet);
    if (fault !== undefined) {
      this.#listener.refused('PublishIn', clientId, fault);
      if (packet.qos === 2 && client !== null) leaveUnanswered(client);
      else done(new Error(fault));
      return;
    }
    const { durable, delivered } = this.#listener.published(toMessage(packet, client, this.#sources));
    if (delivered !== undefined) this.#deliveries.set(packet, delivered);
    if (durable === undefined) done(null);
    else durable.then(() => done(null), done);
  }

  #checkSubscribe(
    client: Client,
    subscription: Subscription,
    done: (error: Error | null, subscription?: Subscription | null) => void,
  ): void {
    const fault = subscriptionFault(subscription.topic) ?? countFault(client);
    if (subscription.qos === 2) {
      this.#listener.refused('Subscribe', client.id, 'QoS 2 is not supported');
      leaveUnanswered(client);
      return;
    }
    if (fault !== undefined) this.#listener.refused('Subscribe', client.id, `${subscription.topic}: ${fault}`);
    done(null, fault === undefined ? subscription : null);
  }
}

function toMessage(packet: PublishPacket, client: Client | null, sources: ClientSources): BrokerMessage {
  const { topic, payload, qos, retain } = packet;
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
  const message = { topic, payload: bytes, qos: qos === 0 ? 0 : 1, retain } as const;
  return client === null ? message : { ...message, clientId: client.id, source: sources.of(client) };
}

/** Goes on to the client's next packet; aedes has no public way of answering one with nothing. */
function leaveUnanswered(client: Client): void {
  (client as unknown as { _nextBatch(): void })._nextBatch();
}

function connectFault({
  protocolVersion,
  clientId,
  clean,
}: ConnectPacket): { reason: string; connack: Buffer } | undefined {
  if (protocolVersion === 5) {
    return { reason: 'MQTT 5 is not supported by the embedded cloud: connect with MQTT 3.1.1', connack: REFUSED.mqtt5 };
  }
  if (protocolVersion === 3) {
    return { reason: 'MQTT 3.1 is not supported: connect with MQTT 3.1.1', connack: REFUSED.protocol };
  }
  const isAnonymous = clientId === '' && clean !== true;
  const reason = isAnonymous ? 'a persistent session needs a client id' : clientIdFault(clientId);
  return reason === undefined ? undefined : { reason, connack: REFUSED.clientId };
}

function publishFault({ topic, payload, qos }: PublishPacket): string | undefined {
  if (qos === 2) return 'QoS 2 is not supported';
  if (payload.length > MAX_PAYLOAD_BYTES) return `the payload is larger than ${MAX_PAYLOAD_BYTES} bytes`;
  return topicFault(topic) ?? (mayPublish(topic) ? undefined : `${topic} is a reserved topic`);
}

function countFault(client: Client): string | undefined {
  const { subscriptions } = client as unknown as { subscriptions: object };
  const isFull = Object.keys(subscriptions).length >= MAX_SUBSCRIPTIONS_PER_CONNECTION;
  return isFull ? `more than ${MAX_SUBSCRIPTIONS_PER_CONNECTION} subscriptions of one connection` : undefined;
}

function isExpired({ messageExpiry }: AedesPublishPacket, now: number): boolean {
  return messageExpiry !== undefined && messageExpiry <= now;
}
