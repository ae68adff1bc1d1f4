import { randomBytes } from 'node:crypto';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { allCommands, eventually, queryTelemetry } from './clients.ts';
import type { CloudProcess } from './cloud-process.ts';
import { discard, startDeployedCloud } from './deployed-cloud.ts';
import { signalbox } from './signalbox.ts';

let cloud: CloudProcess;
let device: MqttClient;

beforeAll(async () => {
  cloud = await startDeployedCloud(inject('deployedDirectory'));
  device = await mqtt.connectAsync(cloud.mqttUrl, { clientId: 'gateway-1' });
});

afterAll(async () => {
  await device?.endAsync(true);
  if (cloud !== undefined) await discard(cloud);
});

interface Quarantined {
  readonly quarantineId: string;
  readonly reason: string;
  readonly topic?: string;
}

const quarantined = async (): Promise<Quarantined[]> => {
  const { output } = await signalbox(cloud, ['quarantine', 'list', '--since', '1h', '--json']);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Quarantined);
};

const hours = (count: number) => count * 3_600_000;
const metrics = { temperature: 20 };

const refused: readonly (readonly [name: string, reason: string, payload: string | Buffer, topic?: string])[] = [
  ['not JSON', 'NOT_JSON', 'not json'],
  ['bytes that are no text', 'NOT_JSON', randomBytes(64)],
  ['nothing at all', 'EMPTY_PAYLOAD', ''],
  ['wrong types', 'METRIC_TYPE', JSON.stringify({ metrics: { temperature: 'hot' } })],
  ['another shape', 'INVALID_SHAPE', JSON.stringify({ temperature: 20 })],
  ['an unknown metric', 'UNKNOWN_METRIC', JSON.stringify({ metrics: { colour: 3 } })],
  ['a value that no pump can have', 'METRIC_RANGE', JSON.stringify({ metrics: { temperature: 5000 } })],
  ['an unknown device type', 'UNKNOWN_DEVICE_TYPE', JSON.stringify({ metrics }), 'dt/demo/toaster-1/telemetry'],
  ['a time an hour ahead', 'TIME_IN_FUTURE', JSON.stringify({ time: Date.now() + hours(1), metrics })],
  [
    'a time before what the store keeps',
    'TIME_TOO_OLD',
    JSON.stringify({ time: Date.now() - hours(24 * 400), metrics }),
  ],
  ['a topic with a level too few', 'INVALID_TOPIC', JSON.stringify({ metrics }), 'dt/demo/telemetry'],
  ['a topic with a level too many', 'INVALID_TOPIC', JSON.stringify({ metrics }), 'dt/demo/pump-x/telemetry/more'],
  ['a forged receivedAt', 'INVALID_SHAPE', JSON.stringify({ receivedAt: 1, metrics })],
];

test('every kind of bad message is in quarantine with its reason, and the good ones around it are stored', async () => {
  const startedAt = Date.now() - 60_000;
  for (const [index, [, , payload, topic = `dt/demo/pump-bad-${index}/telemetry`]] of refused.entries()) {
    await device.publishAsync(topic, payload, { qos: 1 });
    await device.publishAsync(
      'dt/demo/pump-good/telemetry',
      JSON.stringify({ seq: index, time: startedAt + index, metrics }),
      { qos: 1 },
    );
  }
  const seen = await eventually(quarantined, (records) => records.length >= refused.length);
  const wrong = refused.filter(([, reason, , topic], index) => {
    const expectedTopic = topic ?? `dt/demo/pump-bad-${index}/telemetry`;
    return !seen.some((record) => record.reason === reason && record.topic === expectedTopic);
  });
  expect(wrong.map(([name]) => name)).toEqual([]);
  expect(seen).toHaveLength(refused.length);
  const query = `SELECT time FROM "signalbox-local"."telemetry" WHERE deviceId = 'pump-good'`;
  expect(
    await eventually(
      () => queryTelemetry(cloud, query),
      (rows) => rows.length === refused.length,
    ),
  ).toHaveLength(refused.length);
});

test('a quarantined message shows its original bytes', async () => {
  const record = (await quarantined()).find(({ reason }) => reason === 'NOT_JSON');
  const { output, code } = await signalbox(cloud, ['quarantine', 'show', record?.quarantineId ?? '', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ reason: 'NOT_JSON', topic: 'dt/demo/pump-bad-0/telemetry' });
  expect(Buffer.from(JSON.parse(output).payload, 'base64').toString()).toBe('not json');
});

test('a payload over 128 KiB is refused by the broker, as AWS does, and the broker lives on', async () => {
  const heavy = mqtt.connect(cloud.mqttUrl, { clientId: 'pump-heavy', reconnectPeriod: 0 });
  const gone = new Promise<void>((resolve) => heavy.once('close', () => resolve()));
  heavy.publish('dt/demo/pump-heavy/telemetry', Buffer.alloc(128 * 1024 + 1, 0x20), { qos: 1 }, () => undefined);
  await gone;
  await device.publishAsync('dt/demo/pump-after/telemetry', JSON.stringify({ metrics }), { qos: 1 });
  const query = `SELECT time FROM "signalbox-local"."telemetry" WHERE deviceId = 'pump-after'`;
  expect(
    await eventually(
      () => queryTelemetry(cloud, query),
      (rows) => rows.length === 1,
    ),
  ).toHaveLength(1);
});

test('a message that is delivered twice is stored once and decided on once', async () => {
  const hot = JSON.stringify({ seq: 1, time: Date.now(), metrics: { temperature: 99 } });
  for (let copy = 0; copy < 3; copy++) await device.publishAsync('dt/demo/pump-twice/telemetry', hot, { qos: 1 });
  const commands = async () => (await allCommands(cloud)).filter(({ deviceId }) => deviceId === 'pump-twice');
  await eventually(commands, (found) => found.length > 0);
  const query = `SELECT time FROM "signalbox-local"."telemetry" WHERE deviceId = 'pump-twice'`;
  await eventually(
    () => queryTelemetry(cloud, query),
    (rows) => rows.length > 0,
  );
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(await queryTelemetry(cloud, query)).toHaveLength(1);
  expect(await commands()).toHaveLength(1);
});

test('an answer to a command that does not exist changes nothing', async () => {
  await device.publishAsync('cmd/demo/pump-1/response/nosuchcommand', JSON.stringify({ status: 'SUCCEEDED' }), {
    qos: 1,
  });
  const { code, problems } = await signalbox(cloud, ['commands', 'show', 'nosuchcommand']);
  expect(code).toBe(1);
  expect(problems).toContain('nosuchcommand');
});

test('what was refused can be put back on the stream once what refused it is mended', async () => {
  const record = (await quarantined()).find(({ reason }) => reason === 'UNKNOWN_METRIC');
  const { code } = await signalbox(cloud, ['quarantine', 'replay', record?.quarantineId ?? '']);
  expect(code).toBe(0);
  // Nothing was mended, so it comes back: it has been through validation again.
  await eventually(quarantined, (records) => records.filter(({ reason }) => reason === 'UNKNOWN_METRIC').length === 2);
});
