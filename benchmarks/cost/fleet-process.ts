import mqtt, { type MqttClient } from 'mqtt';
import { iotUnits } from './billing-units.ts';
import type { FleetPlan } from './fleet.ts';
import { encodeMessage, temperatureOf } from './messages.ts';
import type { FleetUse } from './run.ts';

const plan = JSON.parse(process.argv[2] ?? '{}') as FleetPlan;
const { url, fleet, kind, devices, messagesPerSecond, decisionShare } = plan;
const intervalMs = (1000 * devices) / messagesPerSecond;
const tickMs = 10;

const nothing = () => ({
  messages: 0,
  payloadBytes: 0,
  telemetryUnits: 0,
  commands: 0,
  commandUnits: 0,
  commandBytes: 0,
  responseUnits: 0,
});
let use = nothing();

/** A message counts with its topic. https://aws.amazon.com/iot-core/pricing/additional-details/ */
const unitsOf = (topic: string, payload: string | Buffer): number =>
  iotUnits(Buffer.byteLength(topic) + Buffer.byteLength(payload));

/** A command is obeyed at once; the PUBACK that the device sends is a message too. */
const obey = (client: MqttClient, id: string, topic: string, payload: Buffer): void => {
  const responseTopic = topic.replace('/request/', '/response/');
  const response = JSON.stringify({ status: 'SUCCEEDED' });
  use.commands += 1;
  use.commandUnits += unitsOf(topic, payload) + 1;
  use.commandBytes += Buffer.byteLength(topic) + payload.length;
  use.responseUnits += unitsOf(responseTopic, response);
  client.publish(responseTopic, response, { qos: 1 }, (error) => {
    if (error !== undefined && error !== null) process.emitWarning(`${id} could not answer: ${error.message}`);
  });
};

const connect = async (id: string): Promise<MqttClient> => {
  const client = await mqtt.connectAsync(url, { clientId: id, reconnectPeriod: 0 });
  client.on('message', (topic, payload) => obey(client, id, topic, payload));
  await client.subscribeAsync(`cmd/${fleet}/${id}/request/+`, { qos: 1 });
  return client;
};

const ids = Array.from({ length: devices }, (_, index) => `pump-${fleet}-${index}`);
const clients: MqttClient[] = [];
for (const id of ids) clients.push(await connect(id));
const seqs = ids.map(() => 0);

const publishOne = async (index: number): Promise<void> => {
  const [client, id] = [clients[index], ids[index]];
  if (client === undefined) return;
  const seq = seqs[index] ?? 0;
  seqs[index] = seq + 1;
  const temperature = temperatureOf(index, devices, seq, decisionShare);
  const payload = encodeMessage(kind, { seq, time: Date.now(), intervalMs, temperature });
  const topic = `dt/${fleet}/${id}/telemetry`;
  await client.publishAsync(topic, payload, { qos: 1 });
  use.messages += 1;
  use.payloadBytes += Buffer.byteLength(payload);
  use.telemetryUnits += unitsOf(topic, payload);
};

let turn = 0;

/** Publishes evenly, device after device; resolves when everything was acknowledged. */
const publishFor = async (seconds: number): Promise<number> => {
  const startedAt = performance.now();
  const total = Math.round(seconds * messagesPerSecond);
  const sent: Promise<void>[] = [];
  while (sent.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - startedAt) / 1000) * messagesPerSecond));
    while (sent.length < due) sent.push(publishOne(turn++ % devices));
    await new Promise((resolve) => setTimeout(resolve, tickMs));
  }
  const publishedSeconds = (performance.now() - startedAt) / 1000;
  await Promise.all(sent);
  return publishedSeconds;
};

/** `{publishFor: seconds}` is answered with the seconds it took, `{report: true}` with the use since the report before. */
process.on('message', async (order: { publishFor?: number; report?: true }) => {
  if (order.publishFor !== undefined) process.send?.({ seconds: await publishFor(order.publishFor) });
  if (order.report) {
    process.send?.(use satisfies Omit<FleetUse, 'devices' | 'seconds'>);
    use = nothing();
  }
});
process.on('disconnect', () => process.exit());
process.send?.('connected');
