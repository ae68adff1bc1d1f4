import { Readable } from 'node:stream';
import type { AedesPublishPacket, Client, Subscription } from 'aedes';
import type { Storage } from '../../kernel/storage.ts';
import type { Table } from '../../kernel/table.ts';
import type { BrokerMessage } from '../message.ts';
import type { RetainedMessages } from './retained-messages.ts';
import type { SessionStore } from './session-store.ts';
import { subscriptionFault } from './subscription-fault.ts';

type ClientId = Pick<Client, 'id'>;

/** A last will as stored: the message that is published if the client's connection is lost. */
export interface Will {
  readonly topic: string;
  readonly payload: string;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

/**
 * The persistence that aedes calls, over this cloud's storage. Publishing does not come through here (see AwsBroker), and
 * QoS 2 never comes at all, so the methods for those refuse.
 */
export class AedesPersistence {
  readonly #sessions: SessionStore;
  readonly #retained: RetainedMessages;
  readonly #wills: Table<Will>;
  #keepsWills = false;

  constructor(sessions: SessionStore, retained: RetainedMessages, storage: Storage) {
    this.#sessions = sessions;
    this.#retained = retained;
    this.#wills = storage.table<Will>('iot-wills');
  }

  /** aedes insists on an async function by name. */
  async setup(): Promise<void> {}

  async addSubscriptions({ id }: ClientId, subscriptions: readonly Subscription[]): Promise<void> {
    // aedes hands over the whole packet, with the filters that it was told to refuse.
    const added = subscriptions
      .filter(({ topic }) => subscriptionFault(topic) === undefined)
      .map(({ topic, qos }) => ({ topic, qos: qos === 0 ? 0 : 1 }) as const);
    await this.#sessions.subscribe(id, added);
  }

  async removeSubscriptions({ id }: ClientId, topics: readonly string[]): Promise<void> {
    await this.#sessions.unsubscribe(id, topics);
  }

  async subscriptionsByClient({ id }: ClientId): Promise<readonly { topic: string; qos: 0 | 1 }[]> {
    this.#sessions.connected(id);
    return this.#sessions.subscriptions(id);
  }

  async cleanSubscriptions({ id }: ClientId): Promise<void> {
    this.#sessions.end(id);
  }

  async outgoingUpdate({ id }: ClientId, packet: AedesPublishPacket): Promise<void> {
    this.#sessions.sent(id, packet);
  }

  async outgoingClearMessageId({ id }: ClientId, { messageId }: AedesPublishPacket): Promise<unknown> {
    return messageId === undefined ? undefined : this.#sessions.acknowledged(id, messageId);
  }

  outgoingStream({ id }: ClientId): Readable {
    return this.#sessions.outgoing(id);
  }

  /** Only a filter that equals the topic gets the stored message: AWS sends none to wildcards. */
  createRetainedStreamCombi(filters: readonly string[]): Readable {
    const found = filters.map((filter) => this.#retained.get(filter)).filter((message) => message !== undefined);
    return Readable.from(
      found.map(({ topic, payload, qos }) => ({ cmd: 'publish', topic, payload: Buffer.from(payload, 'base64'), qos })),
    );
  }

  async putWill({ id }: ClientId, will: AedesPublishPacket): Promise<void> {
    const { topic, retain } = will;
    const payload = Buffer.from(will.payload).toString('base64');
    this.#wills.set(id, { topic, payload, retain, qos: will.qos === 0 ? 0 : 1 });
  }

  async delWill({ id }: ClientId): Promise<void> {
    if (!this.#keepsWills) this.#wills.delete(id);
  }

  /** From here on wills stay for the next run: these connections end with the cloud. */
  keepWills(): void {
    this.#keepsWills = true;
  }

  /** Wills of the connections that an earlier run of the cloud lost by its own end; they are due now. */
  takeWills(): BrokerMessage[] {
    const wills = [...this.#wills.entries()];
    for (const [id] of wills) this.#wills.delete(id);
    return wills.map(([clientId, will]) => ({ ...will, clientId, payload: Buffer.from(will.payload, 'base64') }));
  }

  /** Of other brokers of a cluster; there are none. */
  streamWill(): Readable {
    return Readable.from([]);
  }

  async cleanIncoming(): Promise<void> {}

  async incomingStorePacket(): Promise<never> {
    throw new Error('QoS 2 is not supported');
  }

  async incomingGetPacket(): Promise<never> {
    throw new Error('QoS 2 is not supported');
  }

  async incomingDelPacket(): Promise<never> {
    throw new Error('QoS 2 is not supported');
  }
}
