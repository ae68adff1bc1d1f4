import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { telemetryMessage } from '@signalbox/contracts';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');
const cloudMs = Date.UTC(2031, 0, 1);

let broker: Aedes;
let mqttUrl: string;
let endpoint: string;
let closeAll: () => Promise<void>;
const children: ChildProcess[] = [];

beforeEach(async () => {
  broker = await Aedes.createBroker();
  const mqtt = createServer(broker.handle).listen(0, '127.0.0.1');
  // All of a cloud that these commands ask: its clock, which is years ahead.
  const http = createHttpServer((_request, response) => response.end(JSON.stringify({ now: cloudMs, speed: 1 })));
  http.listen(0, '127.0.0.1');
  await Promise.all([once(mqtt, 'listening'), once(http, 'listening')]);
  mqttUrl = `mqtt://127.0.0.1:${(mqtt.address() as AddressInfo).port}`;
  endpoint = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  closeAll = async () => {
    await new Promise<void>((resolve) => broker.close(() => resolve()));
    http.closeAllConnections();
    await Promise.all([mqtt, http].map((server) => new Promise((resolve) => server.close(resolve))));
  };
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await closeAll();
});

/** Runs a command and gathers the objects that it prints. */
const start = (...args: readonly string[]) => {
  const child = spawn(process.execPath, [main, ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const objects = (): Record<string, unknown>[] =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, objects, ended };
};

const publish = (topic: string, payload: string) =>
  new Promise<void>((resolve) =>
    broker.publish({ cmd: 'publish', qos: 1, dup: false, retain: false, topic, payload: Buffer.from(payload) }, () =>
      resolve(),
    ),
  );

test('tail shows what comes until Ctrl-C, and ends with 0', async () => {
  const { child, objects, ended } = start('telemetry', 'tail', '--mqtt-url', mqttUrl);
  await once(broker, 'subscribe');
  await publish('dt/demo/pump-7/telemetry', '{"metrics":{"temperature":95.5}}');
  await publish('dt/demo', 'not json');
  await vi.waitFor(() => expect(objects()).toHaveLength(2), 10_000);
  expect(objects()).toMatchObject([
    { topic: 'dt/demo/pump-7/telemetry', message: { metrics: { temperature: 95.5 } } },
    { topic: 'dt/demo', payloadBase64: 'bm90IGpzb24=' },
  ]);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

test('a fleet reports by the clock of the cloud, obeys, and ends by itself with nothing waiting', async () => {
  const times: number[] = [];
  broker.on('publish', ({ topic, payload }, client) => {
    if (client === null || !topic.startsWith('dt/')) return;
    const checked = telemetryMessage.check(JSON.parse(payload.toString()));
    if (checked.ok && 'metrics' in checked.value) times.push(Number(checked.value.time));
  });
  const options = [
    '--count',
    '3',
    '--rate',
    '20/s',
    '--duration',
    '2s',
    '--mqtt-url',
    mqttUrl,
    '--endpoint-url',
    endpoint,
  ];
  const { objects, ended } = start('devices', 'simulate', ...options);
  await vi.waitFor(() => expect(objects().filter(({ event }) => event === 'connected')).toHaveLength(3), 10_000);
  const request = {
    commandId: 'c1',
    name: 'set-fan',
    parameters: { speed: 50 },
    issuedAt: cloudMs,
    expiresAt: cloudMs + 60_000,
  };
  await publish('cmd/demo/pump-2/request/c1', JSON.stringify(request));
  expect(await ended).toBe(0);
  expect(objects()).toContainEqual({
    event: 'answered',
    deviceId: 'pump-2',
    commandId: 'c1',
    response: { status: 'SUCCEEDED', result: { speed: 50 } },
  });
  const totals = objects().at(-1);
  expect(totals).toMatchObject({ event: 'totals', devices: 3, connected: 0, dropped: 0 });
  expect(totals?.['acknowledged']).toBe(totals?.['reported']);
  expect(times.length).toBe(totals?.['acknowledged']);
  expect(times.every((time) => time >= cloudMs && time < cloudMs + 60_000)).toBe(true);
});
