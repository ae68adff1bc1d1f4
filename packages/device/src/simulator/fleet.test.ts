import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { parseTelemetry, telemetryTopic } from '@signalbox/contracts';
import { Aedes } from 'aedes';
import { expect, test, vi } from 'vitest';
import { simulateFleet } from './fleet.ts';

test('a fleet reports by the contract, some of it hot, and obeys', async () => {
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const temperatures = new Map<string, number>();
  broker.on('publish', ({ topic, payload }, client) => {
    const device = telemetryTopic.parse(topic);
    if (device === undefined || client === null) return;
    const record = {
      payload: Buffer.from(payload).toString('base64'),
      topic,
      clientId: client.id,
      receivedAt: cloudMs,
    };
    const parsed = parseTelemetry(record);
    if (!parsed.ok) throw new Error(parsed.rejection.detail);
    for (const { metrics } of parsed.value.readings) temperatures.set(device.deviceId, Number(metrics['temperature']));
  });

  let cloudMs = 1_764_000_000_000;
  const fleet = simulateFleet({
    endpoint: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fleet: 'demo',
    prefix: 'pump',
    type: 'pump',
    seed: 42,
    count: 7,
    reportsPerSecond: 50,
    now: () => (cloudMs += 50),
  });
  await vi.waitFor(() => expect(fleet.totals.connected).toBe(7), 5_000);
  await vi.waitFor(() => expect(temperatures.get('pump-3')).toBeGreaterThan(90), 10_000);
  const request = { commandId: 'c1', name: 'set-fan', parameters: { speed: 100 }, issuedAt: 0, expiresAt: cloudMs * 2 };
  const payload = Buffer.from(JSON.stringify(request));
  const packet = {
    cmd: 'publish',
    qos: 1,
    dup: false,
    retain: false,
    topic: 'cmd/demo/pump-3/request/c1',
    payload,
  } as const;
  await new Promise<void>((resolve) => broker.publish(packet, () => resolve()));
  await vi.waitFor(() => expect(fleet.totals.answers).toEqual({ IN_PROGRESS: 1, SUCCEEDED: 1 }), 5_000);
  await vi.waitFor(() => expect(temperatures.get('pump-3')).toBeLessThan(80), 10_000);
  expect(Math.max(...['pump-1', 'pump-2', 'pump-4', 'pump-7'].map((id) => temperatures.get(id) ?? 999))).toBeLessThan(
    80,
  );

  await fleet.stop();
  const { devices, connected, reported, acknowledged, dropped } = fleet.totals;
  expect({ devices, connected, dropped }).toEqual({ devices: 7, connected: 0, dropped: 0 });
  expect(acknowledged).toBe(reported);
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  await new Promise((resolve) => server.close(resolve));
});

test('a fleet with incidents has a pump that falls silent, while the others go on', async () => {
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const startMs = 1_764_000_000_000;
  let cloudMs = startMs;
  const heard = new Map<string, number>();
  broker.on('publish', ({ topic }) => {
    const device = telemetryTopic.parse(topic);
    if (device !== undefined) heard.set(device.deviceId, cloudMs);
  });
  const fleet = simulateFleet({
    endpoint: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ fleet: 'demo', prefix: 'pump', type: 'pump', seed: 42, count: 7, incidents: true },
    reportsPerSecond: 50,
    now: () => cloudMs,
  });
  await vi.waitFor(() => expect(heard.size).toBe(7), 5_000);
  // In the midst of the first silence, which begins within two minutes and lasts longer than four.
  cloudMs = startMs + 200_000;
  // What was under way when the time went on may still be heard: so it is listened afresh until only the others are.
  const others = ['pump-1', 'pump-2', 'pump-3', 'pump-4', 'pump-5', 'pump-7'];
  await vi.waitFor(async () => {
    heard.clear();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([...heard.keys()].sort()).toEqual(others);
  }, 20_000);
  // And past its end, before the next one.
  cloudMs = startMs + 500_000;
  await vi.waitFor(() => expect([...heard].filter(([, atMs]) => atMs === cloudMs)).toHaveLength(7), 20_000);
  await fleet.stop();
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  await new Promise((resolve) => server.close(resolve));
});
