import { IoTClient } from '@aws-sdk/client-iot';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { type Cloud, type CloudOptions, startCloud } from '../../cloud.ts';
import { createIot } from '../service.ts';
import { FakeServices } from './fake-services.ts';

export interface Received {
  readonly topic: string;
  readonly text: string;
  readonly retain: boolean;
}

const collected = new WeakMap<MqttClient, Received[]>();

/** A cloud of IoT alone, its neighbours faked, with clients for it. */
export class IotCloud {
  readonly cloud: Cloud;
  readonly fakes: FakeServices;
  readonly iot: IoTClient;
  readonly data: IoTDataPlaneClient;
  readonly #clients: MqttClient[] = [];

  private constructor(cloud: Cloud, fakes: FakeServices) {
    this.cloud = cloud;
    this.fakes = fakes;
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const options = { endpoint: cloud.endpoint, region: 'us-east-1', maxAttempts: 1, credentials };
    this.iot = new IoTClient(options);
    this.data = new IoTDataPlaneClient(options);
  }

  static async start(options: Partial<CloudOptions> = {}): Promise<IotCloud> {
    const fakes = new FakeServices();
    const factories = { ...fakes.factories(), iot: createIot };
    return new IotCloud(await startCloud(factories, { port: 0, mqttPort: 0, logLevel: 'silent', ...options }), fakes);
  }

  get mqttUrl(): string {
    return `mqtt://${this.cloud.services.iot.mqttAddress()}`;
  }

  /** A connected client. What comes for it is collected from before it is connected. */
  async connect(clientId: string, options: IClientOptions = {}, url = this.mqttUrl): Promise<MqttClient> {
    const client = mqtt.connect(url, { clientId, reconnectPeriod: 0, ...options });
    const received: Received[] = [];
    collected.set(client, received);
    client.on('message', (topic, payload, { retain }) => received.push({ topic, text: payload.toString(), retain }));
    this.#clients.push(client);
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve());
      client.once('close', () => reject(new Error('connection closed')));
      client.on('error', reject);
    });
    return client;
  }

  /** What a client received so far, and what it will. */
  static collect(client: MqttClient): Received[] {
    return collected.get(client) ?? [];
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.end(true);
    this.iot.destroy();
    this.data.destroy();
    await this.cloud.stop();
  }
}

/** Waits until `condition` holds; the test's own timeout ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Resolves when the client's connection ends. */
export function closed(client: MqttClient): Promise<void> {
  return new Promise((resolve) => client.once('close', () => resolve()));
}
