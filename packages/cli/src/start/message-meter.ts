import { randomUUID } from 'node:crypto';
import { connect } from 'mqtt';

/** Counts what devices publish, as a subscriber of the broker sees it. */
export interface MessageMeter {
  readonly total: number;
  close(): Promise<void>;
}

export const openMessageMeter = (mqttUrl: string): MessageMeter => {
  let total = 0;
  const client = connect(mqttUrl, { clientId: `signalbox-meter-${randomUUID().slice(0, 8)}`, clean: true });
  client.on('error', () => undefined);
  client.on('connect', () => client.subscribe('dt/#', { qos: 0 }));
  client.on('message', () => {
    total += 1;
  });
  return {
    get total() {
      return total;
    },
    close: () => client.endAsync(true),
  };
};
