import mqtt, { type MqttClient } from 'mqtt';
import { openPublisher } from './publisher.ts';

export interface Load {
  readonly url: string;
  readonly fleet: string;
  readonly devices: number;
  /** Messages in all, shared evenly by the devices. */
  readonly messages: number;
  /** Messages that may wait for their acknowledgement, over all devices. */
  readonly window: number;
}

export interface LoadResult {
  readonly acknowledged: number;
  /** Epoch ms of the first publish and of the last acknowledgement. */
  readonly startedAt: number;
  readonly acknowledgedAt: number;
}

export const connect = (url: string, clientId: string): Promise<MqttClient> =>
  mqtt.connectAsync(url, { clientId, clean: true, reconnectPeriod: 0 });

/** A reading that no rule acts on. Times are of the past and differ, for a store keeps one row a device and time. */
const quietReading = (seq: number, time: number, isLast: boolean): string =>
  JSON.stringify({ seq, time, metrics: { temperature: 40 + (seq % 200) / 10 }, ...(isLast ? { last: true } : {}) });

/** Publishes as fast as the broker acknowledges. `markLast` adds `last: true` to each device's last message. */
export const publishLoad = async (load: Load, markLast = false): Promise<LoadResult> => {
  const { url, fleet, devices, messages, window } = load;
  const ids = Array.from({ length: devices }, (_, index) => `pump-${fleet}-${index}`);
  const publishers = await Promise.all(ids.map((id) => openPublisher(url, id)));
  const each = Math.ceil(messages / devices);
  const share = Math.max(1, Math.floor(window / devices));
  const startedAt = Date.now();
  const counts = await Promise.all(
    publishers.map((publisher, index) =>
      publisher.publish(`dt/${fleet}/${ids[index]}/telemetry`, each, share, (seq) =>
        quietReading(seq, startedAt - each + seq, markLast && seq === each - 1),
      ),
    ),
  );
  const acknowledgedAt = Date.now();
  await Promise.all(publishers.map((publisher) => publisher.close()));
  return { acknowledged: counts.reduce((sum, count) => sum + count, 0), startedAt, acknowledgedAt };
};
