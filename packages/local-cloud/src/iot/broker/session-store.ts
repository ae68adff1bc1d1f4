import { Readable } from 'node:stream';
import { TopicFilterIndex } from '@signalbox/iot-sql';
import type { AedesPublishPacket } from 'aedes';
import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../kernel/storage.ts';
import type { Table } from '../../kernel/table.ts';
import { SESSION_EXPIRY_MS } from './limits.ts';
import { OutgoingQueues, type QueuedMessage } from './outgoing-queues.ts';

export interface StoredSubscription {
  readonly topic: string;
  readonly qos: 0 | 1;
}

/** A persistent session; `disconnectedAt` (epoch ms) is missing while the client is connected. */
export interface Session {
  readonly subscriptions: readonly StoredSubscription[];
  readonly disconnectedAt?: number;
}

type Member = { readonly clientId: string };

/** Persistent sessions with their subscriptions and queued messages, on disk; they end an hour after the client left. */
export class SessionStore {
  readonly #sessions: Table<Session>;
  readonly #queues: OutgoingQueues;
  readonly #members = new Map<string, Member>();
  readonly #index = new TopicFilterIndex<Member>();
  readonly #storage: Storage;
  readonly #clock: Clock;

  constructor(storage: Storage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
    this.#sessions = storage.table<Session>('iot-sessions');
    this.#queues = new OutgoingQueues(storage.table<QueuedMessage>('iot-outgoing'));
    for (const [clientId, session] of this.#sessions.entries()) this.#reopen(clientId, session);
  }

  /** The cloud was not told of connections that its own end cut: they count as lost now. */
  #reopen(clientId: string, session: Session): void {
    if (session.disconnectedAt === undefined) {
      this.#sessions.set(clientId, { ...session, disconnectedAt: this.#clock.now() });
    }
    for (const { topic, qos } of session.subscriptions) if (qos > 0) this.#index.add(topic, this.#member(clientId));
  }

  #member(clientId: string): Member {
    const member = this.#members.get(clientId) ?? { clientId };
    this.#members.set(clientId, member);
    return member;
  }

  subscriptions(clientId: string): readonly StoredSubscription[] {
    return this.#sessions.get(clientId)?.subscriptions ?? [];
  }

  /** Resolves when it is on disk. */
  async subscribe(clientId: string, added: readonly StoredSubscription[]): Promise<void> {
    const names = new Set(added.map(({ topic }) => topic));
    this.#unindex(clientId, names);
    const kept = this.subscriptions(clientId).filter(({ topic }) => !names.has(topic));
    this.#sessions.set(clientId, { subscriptions: [...kept, ...added] });
    for (const { topic, qos } of added) if (qos > 0) this.#index.add(topic, this.#member(clientId));
    await this.#storage.flush();
  }

  async unsubscribe(clientId: string, topics: readonly string[]): Promise<void> {
    const session = this.#sessions.get(clientId);
    if (session === undefined) return;
    const names = new Set(topics);
    this.#unindex(clientId, names);
    const subscriptions = session.subscriptions.filter(({ topic }) => !names.has(topic));
    this.#sessions.set(clientId, { ...session, subscriptions });
    await this.#storage.flush();
  }

  #unindex(clientId: string, topics: ReadonlySet<string>): void {
    for (const { topic } of this.subscriptions(clientId)) {
      if (topics.has(topic)) this.#index.remove(topic, this.#member(clientId));
    }
  }

  connected(clientId: string): void {
    this.#sessions.set(clientId, { subscriptions: this.subscriptions(clientId) });
  }

  disconnected(clientId: string): void {
    const session = this.#sessions.get(clientId);
    if (session !== undefined) this.#sessions.set(clientId, { ...session, disconnectedAt: this.#clock.now() });
  }

  /** Forgets a session and what is queued for it. */
  end(clientId: string): void {
    this.#unindex(clientId, new Set(this.subscriptions(clientId).map(({ topic }) => topic)));
    this.#sessions.delete(clientId);
    this.#members.delete(clientId);
    this.#queues.drop(clientId);
  }

  /** Ends a session if its hour is over. */
  expire(clientId: string): void {
    const left = this.#sessions.get(clientId)?.disconnectedAt;
    if (left !== undefined && this.#clock.now() - left >= SESSION_EXPIRY_MS) this.end(clientId);
  }

  expireAll(): void {
    for (const clientId of [...this.#sessions.keys()]) this.expire(clientId);
  }

  /** Queues a QoS 1 packet for every session that subscribes at QoS 1. @returns whether there was one */
  enqueue(packet: AedesPublishPacket, expiresAt: number | undefined): boolean {
    const members = new Set(this.#index.match(packet.topic));
    for (const { clientId } of members) this.#queues.add(clientId, packet, expiresAt);
    return members.size > 0;
  }

  /** The client was sent the queued packet under a message id. */
  sent(clientId: string, packet: AedesPublishPacket): void {
    this.#queues.sent(clientId, packet);
  }

  acknowledged(clientId: string, messageId: number): AedesPublishPacket | undefined {
    return this.#queues.acknowledge(clientId, messageId);
  }

  outgoing(clientId: string): Readable {
    return Readable.from(this.#queues.unexpired(clientId, this.#clock.now()));
  }
}
