import { randomUUID } from 'node:crypto';
import type { Client } from 'aedes';
import type { Clock } from '../../kernel/clock.ts';
import type { Table } from '../../kernel/table.ts';
import type { ClientSources } from './client-sources.ts';
import { SESSION_EXPIRY_MS } from './limits.ts';

export type DisconnectReason =
  | 'CLIENT_INITIATED_DISCONNECT'
  | 'CLIENT_ERROR'
  | 'CONNECTION_LOST'
  | 'DUPLICATE_CLIENTID'
  | 'MQTT_KEEP_ALIVE_TIMEOUT';

interface Connection {
  readonly sessionIdentifier: string;
  readonly versionNumber: number;
}

/** The version of a client's last connection; `disconnectedAt` (epoch ms) is missing while it lasts. */
export interface ClientVersion {
  readonly number: number;
  readonly disconnectedAt?: number;
}

type Publish = (topic: string, document: object) => void;

/**
 * Presence and subscription events. Client ids with `#` or `+` have none.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html
 */
export class LifecycleEvents {
  readonly #clock: Clock;
  readonly #publish: Publish;
  readonly #sources: ClientSources;
  readonly #connections = new WeakMap<Client, Connection>();
  readonly #reasons = new WeakMap<Client, DisconnectReason>();
  readonly #versions: Table<ClientVersion>;

  constructor(versions: Table<ClientVersion>, clock: Clock, sources: ClientSources, publish: Publish) {
    this.#sources = sources;
    this.#versions = versions;
    this.#clock = clock;
    this.#publish = publish;
    // Connections that an earlier run of the cloud cut by its own end.
    for (const [clientId, { number, disconnectedAt }] of versions.entries()) {
      if (disconnectedAt === undefined) versions.set(clientId, { number, disconnectedAt: clock.now() });
    }
  }

  connected(client: Client): void {
    const connection = { sessionIdentifier: randomUUID(), versionNumber: this.#nextVersion(client.id) };
    this.#connections.set(client, connection);
    this.#versions.set(client.id, { number: connection.versionNumber });
    this.#presence('connected', client, { ...connection, ipAddress: this.#sources.of(client).sourceIp });
  }

  /** Remembers why a connection is about to end; the first reason counts. */
  explain(client: Client, reason: DisconnectReason): void {
    if (!this.#reasons.has(client)) this.#reasons.set(client, reason);
  }

  disconnected(client: Client): void {
    const connection = this.#connections.get(client);
    if (connection === undefined) return;
    const isInitiated = (client as unknown as { _disconnected: boolean })._disconnected;
    const known = this.#reasons.get(client) ?? 'CONNECTION_LOST';
    const disconnectReason = isInitiated ? 'CLIENT_INITIATED_DISCONNECT' : known;
    const current = this.#versions.get(client.id);
    if (current?.number === connection.versionNumber) {
      this.#versions.set(client.id, { ...current, disconnectedAt: this.#clock.now() });
    }
    this.#presence('disconnected', client, {
      ...connection,
      clientInitiatedDisconnect: isInitiated,
      disconnectReason,
    });
  }

  subscriptionsChanged(eventType: 'subscribed' | 'unsubscribed', client: Client, topics: readonly string[]): void {
    const sessionIdentifier = this.#connections.get(client)?.sessionIdentifier;
    if (sessionIdentifier === undefined || topics.length === 0) return;
    this.#send(`$aws/events/subscriptions/${eventType}/`, client, { eventType, sessionIdentifier, topics });
  }

  /** Forgets the versions of clients that are offline for an hour: they start again at 0. */
  forget(): void {
    for (const [clientId, version] of [...this.#versions.entries()]) {
      if (this.#isForgotten(version)) this.#versions.delete(clientId);
    }
  }

  #nextVersion(clientId: string): number {
    const last = this.#versions.get(clientId);
    return last === undefined || this.#isForgotten(last) ? 0 : last.number + 1;
  }

  #isForgotten({ disconnectedAt }: ClientVersion): boolean {
    return disconnectedAt !== undefined && this.#clock.now() - disconnectedAt > SESSION_EXPIRY_MS;
  }

  #presence(eventType: 'connected' | 'disconnected', client: Client, details: object): void {
    this.#send(`$aws/events/presence/${eventType}/`, client, { eventType, ...details });
  }

  #send(prefix: string, client: Client, details: object): void {
    const { id: clientId } = client;
    if (/[+#]/.test(clientId)) return;
    const timestamp = this.#clock.now();
    const { principal: principalIdentifier } = this.#sources.of(client);
    this.#publish(prefix + clientId, { clientId, timestamp, principalIdentifier, ...details });
  }
}
