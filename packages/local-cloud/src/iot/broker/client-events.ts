import type { IotMetrics } from '../metrics.ts';
import type { AwsBroker } from './aws-broker.ts';
import type { LifecycleEvents } from './lifecycle-events.ts';
import type { SessionStore } from './session-store.ts';

interface Parts {
  readonly broker: AwsBroker;
  readonly lifecycle: LifecycleEvents;
  readonly sessions: SessionStore;
  readonly metrics: IotMetrics;
}

/** Turns what aedes reports of clients into lifecycle events, session times and metrics. */
export function listenToClients({ broker, lifecycle, sessions, metrics }: Parts): void {
  const succeeded = (what: string) => metrics.counter(`${what}.Success`, { Protocol: 'MQTT' });
  const connects = succeeded('Connect');
  const subscribes = succeeded('Subscribe');
  const unsubscribes = succeeded('Unsubscribe');
  const pings = succeeded('Ping');
  broker.on('client', (client) => {
    connects.add();
    // Once more: the connection that this one took over has just been noted as lost.
    if (!client.clean) sessions.connected(client.id);
    lifecycle.connected(client);
  });
  broker.on('keepaliveTimeout', (client) => lifecycle.explain(client, 'MQTT_KEEP_ALIVE_TIMEOUT'));
  broker.on('clientError', (client, error) => {
    const isOfTheNetwork = 'code' in error;
    lifecycle.explain(client, isOfTheNetwork ? 'CONNECTION_LOST' : 'CLIENT_ERROR');
  });
  broker.on('clientDisconnect', (client) => {
    if (!client.clean) sessions.disconnected(client.id);
    lifecycle.disconnected(client);
  });
  broker.on('subscribe', (subscriptions, client) => {
    subscribes.add();
    const granted = subscriptions.filter(({ qos }) => Number(qos) < 2).map(({ topic }) => topic);
    lifecycle.subscriptionsChanged('subscribed', client, granted);
  });
  broker.on('unsubscribe', (topics, client) => {
    // aedes reports the end of a clean session as one too; AWS does not.
    if (client.closed) return;
    unsubscribes.add();
    lifecycle.subscriptionsChanged('unsubscribed', client, topics);
  });
  broker.on('ping', () => pings.add());
}
