import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetRetainedMessageCommand, ListRetainedMessagesCommand, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import { afterEach, describe, expect, it } from 'vitest';
import { closed, IotCloud, until } from '../testing/iot-cloud.ts';

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

describe('publish and subscribe', () => {
  it('delivers over TCP and WebSocket alike', async () => {
    const cloud = await start();
    const url = `${cloud.cloud.endpoint.replace('http', 'ws')}/mqtt`;
    const [tcp, webSocket] = [await cloud.connect('tcp'), await cloud.connect('ws', {}, url)];
    const received = [IotCloud.collect(tcp), IotCloud.collect(webSocket)];
    await tcp.subscribeAsync('a/+', { qos: 1 });
    await webSocket.subscribeAsync('a/b');
    await tcp.publishAsync('a/b', 'x', { qos: 1 });
    await webSocket.publishAsync('a/b', 'y', { qos: 0 });
    await until(() => received.every(({ length }) => length === 2));
    expect(received.map((list) => list.map(({ text }) => text))).toEqual([
      ['x', 'y'],
      ['x', 'y'],
    ]);
  });

  it('does not match sensor with sensor/#', async () => {
    const cloud = await start();
    const client = await cloud.connect('c');
    const received = IotCloud.collect(client);
    await client.subscribeAsync('sensor/#');
    for (const topic of ['sensor', 'sensor/', 'sensor/a']) await client.publishAsync(topic, 'x', { qos: 1 });
    await until(() => received.length === 2);
    expect(received.map(({ topic }) => topic)).toEqual(['sensor/', 'sensor/a']);
  });

  it('takes messages over HTTP', async () => {
    const cloud = await start();
    const client = await cloud.connect('c');
    const received = IotCloud.collect(client);
    await client.subscribeAsync('dt/#');
    await cloud.data.send(
      new PublishCommand({ topic: 'dt/demo/pump-8/telemetry', qos: 1, payload: Buffer.from('hi') }),
    );
    await until(() => received.length === 1);
    expect(received[0]).toEqual({ topic: 'dt/demo/pump-8/telemetry', text: 'hi', retain: false });
    await expect(cloud.data.send(new PublishCommand({ topic: '$aws/jobs/x' }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
    await expect(
      cloud.data.send(new PublishCommand({ topic: 'a', payload: Buffer.alloc(128 * 1024 + 1) })),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });
});

describe('limits', () => {
  it.each([
    ['128 KiB and one byte', 'a', Buffer.alloc(128 * 1024 + 1)],
    ['nine levels', 'a/b/c/d/e/f/g/h/i', 'x'],
    ['257 bytes of topic', 'a'.repeat(257), 'x'],
    ['a reserved topic', '$aws/things/x/jobs/get', 'x'],
  ])('closes the connection over %s and acknowledges nothing', async (_name, topic, payload) => {
    const cloud = await start();
    const client = await cloud.connect('c');
    const acknowledged = client.publishAsync(topic, payload, { qos: 1 }).then(
      () => true,
      () => false,
    );
    await closed(client);
    client.end(true);
    expect(await acknowledged).toBe(false);
  });

  it('takes exactly 128 KiB on eight levels, prefix of Basic Ingest not counted', async () => {
    const cloud = await start();
    const client = await cloud.connect('c');
    await client.publishAsync('a/b/c/d/e/f/g/h', Buffer.alloc(128 * 1024), { qos: 1 });
    await client.publishAsync('$aws/rules/nothing/a/b/c/d/e/f/g/h', 'x', { qos: 1 });
  });

  it.each(['$id', 'x'.repeat(129)])('refuses the client id %s', async (clientId) => {
    const cloud = await start();
    await expect(cloud.connect(clientId)).rejects.toThrow();
  });

  it('takes 8 filters in one SUBSCRIBE and ends the connection over 9, and 50 in all', async () => {
    const cloud = await start();
    const filters = (count: number, prefix: string) =>
      Array.from({ length: count }, (_each, index) => `${prefix}/${index}`);
    const client = await cloud.connect('c');
    for (const prefix of ['a', 'b', 'c', 'd', 'e', 'f']) await client.subscribeAsync(filters(8, prefix));
    await client.subscribeAsync(filters(2, 'g'));
    await expect(client.subscribeAsync('h')).rejects.toThrow();
    const lost = closed(client);
    client.subscribe(filters(9, 'i'));
    await lost;
  });

  it('refuses MQTT 5 with its reason code', async () => {
    const cloud = await start();
    await expect(cloud.connect('five', { protocolVersion: 5 })).rejects.toThrow(/protocol version/i);
  });

  it('grants no unknown reserved filter, no shared subscription, and answers QoS 2 with nothing', async () => {
    const cloud = await start();
    const client = await cloud.connect('c');
    for (const filter of ['$aws/rules/x', '$SYS/#', '$share/g/a']) {
      await expect(client.subscribeAsync(filter)).rejects.toThrow();
    }
    let isAnswered = false;
    const note = () => {
      isAnswered = true;
    };
    client.subscribe('a', { qos: 2 }, note);
    client.publish('a', 'x', { qos: 2 }, note);
    await client.publishAsync('b', 'x', { qos: 1 });
    await client.publishAsync('b', 'y', { qos: 1 });
    expect(isAnswered).toBe(false);
  });
});

describe('retained messages', () => {
  it('reach a filter that equals the topic only, with the flag, and are deleted by zero bytes', async () => {
    const cloud = await start();
    const client = await cloud.connect('c');
    await client.publishAsync('r/1', 'kept', { qos: 1, retain: true });
    const received = IotCloud.collect(client);
    await client.subscribeAsync('r/+');
    await client.subscribeAsync('r/1');
    await until(() => received.length === 1);
    await client.publishAsync('r/1', 'live', { qos: 1, retain: true });
    await until(() => received.length >= 2);
    expect(received.map(({ text, retain }) => [text, retain])).toEqual([
      ['kept', true],
      ['live', false],
    ]);
    const stored = await cloud.data.send(new GetRetainedMessageCommand({ topic: 'r/1' }));
    expect(Buffer.from(stored.payload ?? []).toString()).toBe('live');
    expect((await cloud.data.send(new ListRetainedMessagesCommand({}))).retainedTopics).toMatchObject([
      { topic: 'r/1', payloadSize: 4, qos: 1 },
    ]);
    await cloud.data.send(new PublishCommand({ topic: 'r/1', retain: true }));
    await expect(cloud.data.send(new GetRetainedMessageCommand({ topic: 'r/1' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('survive a restart', async () => {
    const dataDirectory = folder();
    const first = await start({ dataDirectory });
    await (await first.connect('c')).publishAsync('r', 'kept', { qos: 1, retain: true });
    await stop(first);
    const second = await start({ dataDirectory });
    const client = await second.connect('c');
    const received = IotCloud.collect(client);
    await client.subscribeAsync('r');
    await until(() => received.length === 1);
  });
});

describe('connections', () => {
  it('give way to a new one of the same client id, and are announced', async () => {
    const cloud = await start();
    const watcher = await cloud.connect('watcher');
    const events = IotCloud.collect(watcher);
    await watcher.subscribeAsync('$aws/events/presence/#');
    const old = await cloud.connect('twin');
    const lost = closed(old);
    const young = await cloud.connect('twin');
    await lost;
    await young.endAsync();
    await until(() => events.length === 4);
    const documents = events.map(({ text }) => JSON.parse(text));
    expect(events.map(({ topic }) => topic.split('/')[3])).toEqual([
      'connected',
      'disconnected',
      'connected',
      'disconnected',
    ]);
    expect(documents.map(({ versionNumber }) => versionNumber)).toEqual([0, 0, 1, 1]);
    expect(documents[1]).toMatchObject({ disconnectReason: 'DUPLICATE_CLIENTID', clientInitiatedDisconnect: false });
    expect(documents[3]).toMatchObject({
      clientId: 'twin',
      eventType: 'disconnected',
      disconnectReason: 'CLIENT_INITIATED_DISCONNECT',
      clientInitiatedDisconnect: true,
      sessionIdentifier: documents[2].sessionIdentifier,
    });
    expect(documents[0]).toMatchObject({ eventType: 'connected', ipAddress: '127.0.0.1' });
  });

  it('announce subscriptions and publish a will when they are lost', async () => {
    const cloud = await start();
    const watcher = await cloud.connect('watcher');
    const received = IotCloud.collect(watcher);
    await watcher.subscribeAsync(['$aws/events/subscriptions/+/device', 'last/words']);
    const will = { topic: 'last/words', payload: Buffer.from('bye'), qos: 1, retain: false } as const;
    const device = await cloud.connect('device', { will });
    await device.subscribeAsync(['a', 'b/#']);
    await device.unsubscribeAsync('a');
    device.stream.destroy();
    await until(() => received.length === 3);
    expect(received.map(({ topic }) => topic)).toEqual([
      '$aws/events/subscriptions/subscribed/device',
      '$aws/events/subscriptions/unsubscribed/device',
      'last/words',
    ]);
    expect(JSON.parse(received[0]?.text ?? '').topics).toEqual(['a', 'b/#']);
  });

  it('need a port, and name one that is taken', async () => {
    const cloud = await start();
    const port = Number(cloud.cloud.services.iot.mqttAddress().split(':')[1]);
    await expect(IotCloud.start({ mqttPort: port })).rejects.toThrow(`port ${port} (MQTT) is taken by another process`);
  });

  it('survive what is not MQTT', async () => {
    const cloud = await start();
    const [host = '', port = ''] = cloud.cloud.services.iot.mqttAddress().split(':');
    const socket = connectTcp(Number(port), host);
    socket.write(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await once(socket, 'close');
    await (await cloud.connect('c')).publishAsync('a', 'x', { qos: 1 });
  });
});
