import { execFileSync } from 'node:child_process';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { allCommands, eventually, queryTelemetry } from './clients.ts';
import type { CloudProcess } from './cloud-process.ts';
import { discard, startDeployedCloud } from './deployed-cloud.ts';
import { hasProgram } from './has-program.ts';
import { signalbox } from './signalbox.ts';

let cloud: CloudProcess;
let device: MqttClient;
const requests: { topic: string; request: { commandId: string; name: string; parameters: unknown } }[] = [];

beforeAll(async () => {
  cloud = await startDeployedCloud(inject('deployedDirectory'));
  device = await mqtt.connectAsync(cloud.mqttUrl, { clientId: 'pump-7' });
  device.on('message', (topic, payload) => requests.push({ topic, request: JSON.parse(payload.toString()) }));
  await device.subscribeAsync('cmd/demo/pump-7/request/+', { qos: 1 });
});

afterAll(async () => {
  await device?.endAsync(true);
  if (cloud !== undefined) await discard(cloud);
});

const publish = (payload: string | Buffer, topic = 'dt/demo/pump-7/telemetry') =>
  device.publishAsync(topic, payload, { qos: 1 });

test('a hot pump is told to run its fan, says that it does, and the ledger knows', async () => {
  await publish(JSON.stringify({ time: Date.now(), metrics: { temperature: 95.5 } }));
  await eventually(
    async () => requests,
    (seen) => seen.length > 0,
  );
  const [{ topic, request } = { topic: '', request: { commandId: '', name: '', parameters: {} } }] = requests;
  expect(request).toMatchObject({ name: 'set-fan', parameters: { speed: 100 } });
  expect(topic).toBe(`cmd/demo/pump-7/request/${request.commandId}`);

  await publish(JSON.stringify({ status: 'SUCCEEDED' }), `cmd/demo/pump-7/response/${request.commandId}`);
  const shown = () => signalbox(cloud, ['commands', 'show', request.commandId, '--json']);
  const { output } = await eventually(shown, ({ output }) => output.includes('"SUCCEEDED"'));
  expect(JSON.parse(output)).toMatchObject({ commandId: request.commandId, deviceId: 'pump-7', status: 'SUCCEEDED' });
});

test('its telemetry is a row that SQL finds, with the number as it was measured', async () => {
  const query = `SELECT temperature, fleet FROM "signalbox-local"."telemetry" WHERE deviceId = 'pump-7'`;
  const rows = await eventually(
    () => queryTelemetry(cloud, query),
    (found) => found.length > 0,
  );
  expect(rows).toEqual([{ temperature: '95.5', fleet: 'demo' }]);
});

test('a cooling pump is told to stop its fan: once, however often it says so', async () => {
  const before = requests.length;
  // With times of their own: of two readings of one millisecond the store keeps one, and the other goes into quarantine.
  const time = Date.now();
  for (const [index, temperature] of [85, 79, 78, 60].entries()) {
    await publish(JSON.stringify({ time: time + index, metrics: { temperature } }));
  }
  await eventually(
    async () => requests.length,
    (count) => count > before,
  );
  await eventually(
    () => queryTelemetry(cloud, `SELECT time FROM "signalbox-local"."telemetry" WHERE deviceId = 'pump-7'`),
    (rows) => rows.length === 5,
  );
  expect(requests.slice(before).map(({ request }) => request.parameters)).toEqual([{ speed: 0 }]);
  expect(await allCommands(cloud)).toHaveLength(2);
});

test('a command of an operator goes the same way, and nobody may answer for another device', async () => {
  const before = requests.length;
  const sent = await signalbox(cloud, [
    'commands',
    'send',
    'pump-7',
    'set-fan',
    '{"speed": 40}',
    '--fleet',
    'demo',
    '--json',
  ]);
  const { commandId } = JSON.parse(sent.output) as { commandId: string };
  await eventually(
    async () => requests.length,
    (count) => count > before,
  );
  await publish(JSON.stringify({ status: 'FAILED' }), `cmd/demo/pump-8/response/${commandId}`);
  await publish(JSON.stringify({ status: 'SUCCEEDED' }), `cmd/demo/pump-7/response/${commandId}`);
  const mine = async () => (await allCommands(cloud)).find((command) => command.commandId === commandId);
  expect(
    await eventually(mine, (command) => command?.status !== 'SENT' && command?.status !== 'CREATED'),
  ).toMatchObject({ status: 'SUCCEEDED' });
});

const aws = (args: readonly string[]): string =>
  execFileSync('aws', ['--endpoint-url', cloud.endpoint, '--output', 'json', ...args], {
    encoding: 'utf8',
    env: { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: 'us-east-1' },
  });

test.skipIf(!hasProgram('aws'))('the aws CLI lists the stacks, publishes and queries', async () => {
  const { StackSummaries } = JSON.parse(aws(['cloudformation', 'list-stacks'])) as {
    StackSummaries: { StackName: string }[];
  };
  expect(StackSummaries.map(({ StackName }) => StackName)).toContain('signalbox-decisions-local');
  const payload = '{"metrics":{"temperature":20}}';
  // The second version of the CLI takes bytes in base64 unless told otherwise; the first one does not know the option.
  const isFirst = execFileSync('aws', ['--version'], { encoding: 'utf8' }).startsWith('aws-cli/1');
  const raw = isFirst ? [] : ['--cli-binary-format', 'raw-in-base64-out'];
  aws(['iot-data', 'publish', '--topic', 'dt/demo/pump-8/telemetry', ...raw, '--payload', payload]);
  const query = `SELECT temperature FROM "signalbox-local"."telemetry" WHERE deviceId = 'pump-8'`;
  await eventually(
    () => queryTelemetry(cloud, query),
    (rows) => rows.length === 1,
  );
  expect(JSON.parse(aws(['timestream-query', 'query', '--query-string', query]))).toMatchObject({
    Rows: [{ Data: [{ ScalarValue: '20.0' }] }],
  });
});

test.skipIf(!hasProgram('mosquitto_pub'))('mosquitto is a device like any other', async () => {
  const port = new URL(cloud.mqttUrl).port;
  const message = '{"metrics":{"temperature":33.25}}';
  execFileSync('mosquitto_pub', [
    '-p',
    port,
    '-q',
    '1',
    '-i',
    'pump-9',
    '-t',
    'dt/demo/pump-9/telemetry',
    '-m',
    message,
  ]);
  const query = `SELECT temperature FROM "signalbox-local"."telemetry" WHERE deviceId = 'pump-9'`;
  expect(
    await eventually(
      () => queryTelemetry(cloud, query),
      (rows) => rows.length === 1,
    ),
  ).toEqual([{ temperature: '33.25' }]);
});
