import type { AedesPublishPacket } from 'aedes';
import type { Table } from '../../kernel/table.ts';

/** A message waiting for a session, as stored. `order` keeps the sequence over a restart. */
export interface QueuedMessage {
  readonly clientId: string;
  readonly order: number;
  readonly topic: string;
  /** Base64. */
  readonly payload: string;
  readonly brokerId: string;
  readonly brokerCounter: number;
  /** Epoch ms. */
  readonly expiresAt?: number | undefined;
}

interface Entry {
  readonly key: string;
  readonly packet: AedesPublishPacket;
  readonly expiresAt: number | undefined;
  messageId?: number | undefined;
}

/**
 * Messages at QoS 1 that a persistent session has not acknowledged. Message ids are not stored: after a restart a message
 * goes out under a new one, which at-least-once delivery allows.
 */
export class OutgoingQueues {
  readonly #table: Table<QueuedMessage>;
  readonly #queues = new Map<string, Entry[]>();
  #order = 0;

  constructor(table: Table<QueuedMessage>) {
    this.#table = table;
    const stored = [...table.entries()].sort(([, a], [, b]) => a.order - b.order);
    for (const [key, message] of stored) {
      this.#queue(message.clientId).push({ key, packet: toPacket(message), expiresAt: message.expiresAt });
      this.#order = message.order;
    }
  }

  #queue(clientId: string): Entry[] {
    const queue = this.#queues.get(clientId) ?? [];
    this.#queues.set(clientId, queue);
    return queue;
  }

  add(clientId: string, packet: AedesPublishPacket, expiresAt: number | undefined): void {
    this.#order += 1;
    const key = `${clientId}\n${this.#order}`;
    const { topic, brokerId, brokerCounter } = packet;
    const payload = Buffer.from(packet.payload).toString('base64');
    this.#table.set(key, { clientId, order: this.#order, topic, payload, brokerId, brokerCounter, expiresAt });
    this.#queue(clientId).push({ key, packet, expiresAt });
  }

  sent(clientId: string, packet: AedesPublishPacket): void {
    const entry = this.#queues.get(clientId)?.find(({ packet: { brokerId, brokerCounter } }) => {
      return brokerId === packet.brokerId && brokerCounter === packet.brokerCounter;
    });
    if (entry !== undefined) entry.messageId = packet.messageId;
  }

  acknowledge(clientId: string, messageId: number): AedesPublishPacket | undefined {
    const queue = this.#queues.get(clientId);
    const position = queue?.findIndex((entry) => entry.messageId === messageId) ?? -1;
    if (queue === undefined || position === -1) return undefined;
    const [entry] = queue.splice(position, 1);
    if (entry !== undefined) this.#table.delete(entry.key);
    return entry?.packet;
  }

  /** What is to be sent on reconnection, oldest first; what expired meanwhile is dropped. */
  unexpired(clientId: string, now: number): AedesPublishPacket[] {
    const queue = this.#queues.get(clientId) ?? [];
    const alive = queue.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);
    for (const entry of queue) if (!alive.includes(entry)) this.#table.delete(entry.key);
    this.#queues.set(clientId, alive);
    return alive.map(({ packet, messageId }) => (messageId === undefined ? packet : { ...packet, messageId }));
  }

  drop(clientId: string): void {
    for (const { key } of this.#queues.get(clientId) ?? []) this.#table.delete(key);
    this.#queues.delete(clientId);
  }
}

function toPacket({ topic, payload, brokerId, brokerCounter }: QueuedMessage): AedesPublishPacket {
  return {
    cmd: 'publish',
    topic,
    payload: Buffer.from(payload, 'base64'),
    qos: 1,
    retain: false,
    dup: false,
    brokerId,
    brokerCounter,
  };
}
