import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PublishCommand } from '@aws-sdk/client-iot-data-plane';
import mqtt from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { IotCloud, until } from '../testing/iot-cloud.ts';

const running: IotCloud[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const cloud of running.splice(0)) await cloud.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function start(options: Parameters<typeof IotCloud.start>[0] = {}): Promise<IotCloud> {
  const cloud = await IotCloud.start(options);
  running.push(cloud);
  return cloud;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'iot-test-'));
  folders.push(path);
  return path;
}

async function stop(cloud: IotCloud): Promise<void> {
  running.splice(running.indexOf(cloud), 1);
  await cloud.stop();
}

describe('persistent sessions', () => {
  it('keep subscriptions and messages at QoS 1 over a restart, and lose what expired', async () => {
    const dataDirectory = folder();
    const clientId = `device-${randomUUID()}`;
    const first = await start({ dataDirectory });
    const device = await first.connect(clientId, { clean: false });
    await device.subscribeAsync('cmd/#', { qos: 1 });
    await device.endAsync();
    await first.data.send(new PublishCommand({ topic: 'cmd/1', qos: 1, payload: Buffer.from('one') }));
    await first.data.send(
      new PublishCommand({ topic: 'cmd/2', qos: 1, messageExpiry: 1, payload: Buffer.from('two') }),
    );
    await first.data.send(new PublishCommand({ topic: 'cmd/3', qos: 0, payload: Buffer.from('three') }));
    await first.data.send(new PublishCommand({ topic: 'cmd/4', qos: 1, payload: Buffer.from('four') }));
    await stop(first);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const second = await start({ dataDirectory });
    const again = await second.connect(clientId, { clean: false });
    const received = IotCloud.collect(again);
    await second.data.send(new PublishCommand({ topic: 'cmd/5', qos: 1, payload: Buffer.from('five') }));
    await until(() => received.some(({ text }) => text === 'five'));
    expect(received.map(({ text }) => text)).toEqual(['one', 'four', 'five']);
  });

  it('get again what they did not acknowledge, and not what they did', async () => {
    const cloud = await start();
    const device = await cloud.connect('d', { clean: false });
    await device.subscribeAsync('cmd/#', { qos: 1 });
    device.handleMessage = (packet, done) => done(packet.topic === 'cmd/lost' ? new Error('no') : undefined);
    await cloud.data.send(new PublishCommand({ topic: 'cmd/kept', qos: 1 }));
    await until(() => IotCloud.collect(device).length === 1);
    await cloud.data.send(new PublishCommand({ topic: 'cmd/lost', qos: 1 }));
    await until(() => IotCloud.collect(device).length === 2);
    device.stream.destroy();
    const again = await cloud.connect('d', { clean: false });
    await until(() => IotCloud.collect(again).length === 1);
    expect(IotCloud.collect(again).map(({ topic }) => topic)).toEqual(['cmd/lost']);
  });

  it('end an hour after the client left, and not while a connection that took over lasts', async () => {
    const cloud = await start({ speed: 100_000 });
    for (const clientId of ['gone', 'there']) {
      const device = await cloud.connect(clientId, { clean: false });
      await device.subscribeAsync('cmd/#', { qos: 1 });
      if (clientId === 'gone') await device.endAsync();
    }
    const there = await cloud.connect('there', { clean: false });
    await cloud.cloud.clock.sleep(2 * 3600_000);
    await cloud.data.send(new PublishCommand({ topic: 'cmd/1', qos: 1 }));
    await until(() => IotCloud.collect(there).length === 1);
    await there.endAsync();
    const present = async (clientId: string) => {
      const client = mqtt.connect(cloud.mqttUrl, { clientId, clean: false, reconnectPeriod: 0 });
      const isPresent = await new Promise((resolve) =>
        client.once('connect', ({ sessionPresent }) => resolve(sessionPresent)),
      );
      client.end(true);
      return isPresent;
    };
    expect(await present('gone')).toBe(false);
  });

  it('end with a clean connection', async () => {
    const cloud = await start();
    const device = await cloud.connect('d', { clean: false });
    await device.subscribeAsync('cmd/#', { qos: 1 });
    await device.endAsync();
    await cloud.data.send(new PublishCommand({ topic: 'cmd/1', qos: 1, payload: Buffer.from('one') }));
    await (await cloud.connect('d', { clean: true })).endAsync();
    const again = await cloud.connect('d', { clean: false });
    const received = IotCloud.collect(again);
    await again.subscribeAsync('done');
    await again.publishAsync('done', 'x', { qos: 1 });
    await until(() => received.length > 0);
    expect(received.map(({ topic }) => topic)).toEqual(['done']);
  });

  it('count the connections of a client on over a restart', async () => {
    const dataDirectory = folder();
    const versions: number[] = [];
    for (let run = 0; run < 2; run += 1) {
      const cloud = await start({ dataDirectory });
      const watcher = await cloud.connect('watcher');
      await watcher.subscribeAsync('$aws/events/presence/connected/device');
      await cloud.connect('device');
      const events = IotCloud.collect(watcher);
      await until(() => events.length === 1);
      versions.push(JSON.parse(events[0]?.text ?? '').versionNumber);
      await stop(cloud);
    }
    expect(versions).toEqual([0, 1]);
  });
});
