import { randomUUID } from 'node:crypto';
import { telemetryTopic } from '@signalbox/contracts';
import { connect, type MqttClient } from 'mqtt';
import type { Console } from '../output/console.ts';
import { printable } from '../output/table.ts';
import { Problem } from '../problem.ts';
import { aborted, stopSignal } from '../stop-signal.ts';
import { type MqttOptions, resolveMqtt } from '../target/mqtt-target.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { messageJson, messageText } from './message-text.ts';

export interface TailOptions extends TargetOptions, MqttOptions {
  readonly fleet?: string;
  readonly device?: string;
  readonly json?: boolean;
}

/** Everything under `dt/`, also what is on no topic of ours, unless a fleet or a device is asked for. */
const filterOf = ({ fleet, device }: TailOptions): string => {
  if (fleet === undefined && device === undefined) return 'dt/#';
  return telemetryTopic.filter({
    ...(fleet === undefined ? {} : { fleet }),
    ...(device === undefined ? {} : { deviceId: device }),
  });
};

const firstConnection = (client: MqttClient, endpoint: string): Promise<void> =>
  new Promise((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', (cause) => {
      client.end(true);
      reject(
        new Problem('unreachable', `no broker answers at ${endpoint}; start the local cloud with \`signalbox up\``, {
          cause,
        }),
      );
    });
  });

/** `telemetry tail`: says every message as the broker passes it on, until it is told to stop. */
export const run = async (options: TailOptions, console: Console): Promise<void> => {
  const stop = stopSignal();
  const { endpoint, tls } = resolveMqtt(options, resolveTarget(options, process.env));
  const client = connect(endpoint, { clientId: `signalbox-tail-${randomUUID().slice(0, 8)}`, clean: true, ...tls });
  await firstConnection(client, endpoint);
  client.on('error', () => undefined);
  client.on('offline', () => console.note('the connection is gone; trying again'));
  client.on('message', (topic, payload) => {
    const seen = { topic, payload, seenAt: Date.now() };
    console.line(options.json ? messageJson(seen) : printable(messageText(seen)));
  });
  await client.subscribeAsync(filterOf(options), { qos: 0 });
  await aborted(stop);
  await client.endAsync(true);
};
