import type { MqttClient } from 'mqtt';
import { connect } from './load.ts';

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly samples: number;
  /** Decisions whose command did not come within the deadline. */
  readonly missing: number;
}

const deadlineMs = 20_000;

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;

/** Makes the rule decide once, by crossing its threshold up or down, and waits for the command. */
const crossOnce = (client: MqttClient, topic: string, temperature: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const publishedAt = performance.now();
    const finish = (value: number | undefined) => {
      clearTimeout(timer);
      client.off('message', heard);
      resolve(value);
    };
    const heard = () => finish(performance.now() - publishedAt);
    const timer = setTimeout(() => finish(undefined), deadlineMs);
    client.on('message', heard);
    client.publish(topic, JSON.stringify({ metrics: { temperature } }), { qos: 1 });
  });

/**
 * From publish to command, each device in turn heating over the threshold and cooling below it. `paceMs` lies between
 * two crossings of one device; devices run side by side.
 */
export const measureLatency = async (
  url: string,
  fleet: string,
  devices: number,
  samples: number,
  paceMs: number,
): Promise<Latency> => {
  const times: number[] = [];
  let missing = 0;
  const runDevice = async (index: number): Promise<void> => {
    const id = `pump-${fleet}-latency-${index}`;
    const client = await connect(url, id);
    await client.subscribeAsync(`cmd/${fleet}/${id}/request/+`, { qos: 1 });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * paceMs));
    for (let sample = 0; sample < Math.ceil(samples / devices); sample++) {
      const took = await crossOnce(client, `dt/${fleet}/${id}/telemetry`, sample % 2 === 0 ? 95 : 60);
      if (took === undefined) missing += 1;
      else times.push(took);
      await new Promise((resolve) => setTimeout(resolve, paceMs));
    }
    await client.endAsync();
  };
  await Promise.all(Array.from({ length: devices }, (_, index) => runDevice(index)));
  const sorted = times.toSorted((a, b) => a - b);
  return { p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99), samples: times.length, missing };
};
