import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { commandResponse, type TelemetryMessage } from '@signalbox/contracts';
import { Aedes } from 'aedes';
import { afterEach, expect, test, vi } from 'vitest';
import { createDevice, type Device, type DeviceEvent, type DeviceOptions } from './device.ts';

type Message = { topic: string; json: unknown };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const startBroker = async (port = 0) => {
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const messages: Message[] = [];
  broker.on('publish', ({ topic, payload }, client) => {
    if (client !== null) messages.push({ topic, json: JSON.parse(payload.toString()) });
  });
  let isOpen = true;
  const stop = async () => {
    if (!isOpen) return;
    isOpen = false;
    await new Promise<void>((resolve) => broker.close(() => resolve()));
    await new Promise((resolve) => server.close(resolve));
  };
  closers.push(stop);
  return { broker, messages, stop, port: (server.address() as AddressInfo).port };
};

const startDevice = (port: number, options: Partial<DeviceOptions> = {}) => {
  const events: DeviceEvent[] = [];
  const device: Device = createDevice({
    endpoint: `mqtt://127.0.0.1:${port}`,
    fleet: 'demo',
    deviceId: 'pump-1',
    backoff: { baseMs: 5, maxMs: 20 },
    onEvent: (event) => events.push(event),
    ...options,
  });
  closers.push(() => device.stop({ drainMs: 0 }));
  return { device, events };
};

const upOf = (device: Device) => vi.waitFor(() => expect(device.isConnected).toBe(true), 5_000);
const idleOf = (device: Device) => vi.waitFor(() => expect(device.isIdle).toBe(true), 5_000);

const readingsIn = (messages: readonly Message[]) =>
  messages
    .filter(({ topic }) => topic === 'dt/demo/pump-1/telemetry')
    .map(({ json }) => json as TelemetryMessage)
    .flatMap((message) => ('readings' in message ? message.readings : [message]));

const request = (commandId: string, expiresAt = Date.now() + 60_000) => ({
  cmd: 'publish' as const,
  dup: false,
  retain: false,
  qos: 1 as const,
  topic: `cmd/demo/pump-1/request/${commandId}`,
  payload: Buffer.from(
    JSON.stringify({ commandId, name: 'set-fan', parameters: { speed: 100 }, issuedAt: Date.now(), expiresAt }),
  ),
});

const send = (broker: Aedes, packet: ReturnType<typeof request>) =>
  new Promise<void>((resolve, reject) => broker.publish(packet, (error) => (error ? reject(error) : resolve())));

const answersIn = (messages: readonly Message[], commandId: string) =>
  messages
    .filter(({ topic }) => topic === `cmd/demo/pump-1/response/${commandId}`)
    .map(({ json }) => commandResponse.check(json));

test('a reading is published with its time and counter, and acknowledged', async () => {
  const { port, messages } = await startBroker();
  const { device, events } = startDevice(port, { now: () => 1_764_000_000_000 });
  await upOf(device);
  device.report({ temperature: 61.5 });
  device.report({ temperature: 61.6 });
  await idleOf(device);
  expect(readingsIn(messages)).toEqual([
    { time: 1_764_000_000_000, seq: 0, metrics: { temperature: 61.5 } },
    { time: 1_764_000_000_000, seq: 1, metrics: { temperature: 61.6 } },
  ]);
  expect(events).toContainEqual({ type: 'acknowledged', readings: 1 });
});

test('what was taken offline arrives as a backlog; what the buffer could not hold is said', async () => {
  const { port, stop } = await startBroker();
  await stop();
  const { device, events } = startDevice(port, { maxBufferedReadings: 3 });
  for (const temperature of [1, 2, 3, 4]) device.report({ temperature });
  await vi.waitFor(() => expect(events.some(({ type }) => type === 'disconnected')).toBe(true));
  const { messages } = await startBroker(port);
  await idleOf(device);
  expect(events.filter(({ type }) => type === 'dropped')).toEqual([{ type: 'dropped', readings: 1 }]);
  expect(readingsIn(messages).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(messages).toHaveLength(1);
});

test('a broker that dies takes nothing with it', async () => {
  const first = await startBroker();
  const { device } = startDevice(first.port);
  await upOf(device);
  const reporting = setInterval(() => device.report({ temperature: 60 }), 2);
  await vi.waitFor(() => expect(first.messages.length).toBeGreaterThan(5));
  await first.stop();
  const second = await startBroker(first.port);
  await vi.waitFor(() => expect(second.messages.length).toBeGreaterThan(1), 5_000);
  clearInterval(reporting);
  await idleOf(device);
  const seqs = new Set([...readingsIn(first.messages), ...readingsIn(second.messages)].map(({ seq }) => seq ?? -1));
  expect([...seqs].sort((one, other) => one - other)).toEqual(Array.from({ length: seqs.size }, (_, seq) => seq));
});

test('a command is carried out once and answered at every delivery', async () => {
  const { port, broker, messages } = await startBroker();
  const run = vi.fn(() => ({ fan: 100 }));
  const { device } = startDevice(port, { commands: { 'set-fan': { run } } });
  await upOf(device);
  await send(broker, request('c1'));
  await vi.waitFor(() => expect(answersIn(messages, 'c1')).toHaveLength(2));
  await send(broker, request('c1'));
  await vi.waitFor(() => expect(answersIn(messages, 'c1')).toHaveLength(3));
  expect(run).toHaveBeenCalledTimes(1);
  expect(answersIn(messages, 'c1')).toEqual(
    [
      { status: 'IN_PROGRESS' },
      { status: 'SUCCEEDED', result: { fan: 100 } },
      { status: 'SUCCEEDED', result: { fan: 100 } },
    ].map((value) => ({ ok: true, value })),
  );
});

test('an expired command and one for which there is no handler are rejected', async () => {
  const { port, broker, messages } = await startBroker();
  const { device } = startDevice(port);
  await upOf(device);
  await send(broker, request('old', Date.now() - 1));
  await send(broker, request('unknown'));
  await vi.waitFor(() => expect(messages).toHaveLength(2));
  expect(messages.map(({ json }) => json)).toEqual([
    { status: 'REJECTED', reason: expect.stringMatching(/^expired at/) },
    { status: 'REJECTED', reason: 'the device knows no command set-fan' },
  ]);
});

test('a command that was sent while the device was away waits in its session', async () => {
  const { port, broker, messages } = await startBroker();
  const commands = { 'set-fan': { run: () => undefined } };
  const before = startDevice(port, { commands });
  await upOf(before.device);
  await before.device.stop();
  await send(broker, request('c1'));
  startDevice(port, { commands });
  await vi.waitFor(() => expect(answersIn(messages, 'c1')).toHaveLength(2), 5_000);
});

test('stop sends what waits before it says goodbye', async () => {
  const { port, messages } = await startBroker();
  const { device } = startDevice(port);
  await upOf(device);
  for (let count = 0; count < 50; count += 1) device.report({ temperature: count });
  await device.stop();
  expect(readingsIn(messages)).toHaveLength(50);
  expect(device.isConnected).toBe(false);
});

test('stop ends an attempt that is under way', async () => {
  const silent = createServer(() => undefined);
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { device, events } = startDevice((silent.address() as AddressInfo).port);
  await device.stop();
  expect(events).toEqual([]);
  await new Promise((resolve) => silent.close(resolve));
});
