import { execFileSync } from 'node:child_process';
import mqtt from 'mqtt';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { allCommands, archivedLines, eventually, queryTelemetry } from './clients.ts';
import { type CloudProcess, startCloudProcess } from './cloud-process.ts';
import { discard, startDeployedCloud } from './deployed-cloud.ts';

let cloud: CloudProcess;

beforeAll(async () => {
  cloud = await startDeployedCloud(inject('deployedDirectory'));
});

afterAll(async () => {
  if (cloud !== undefined) await discard(cloud);
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const deviceCount = 10;
const paceMs = 40;
/** Ten readings hot, ten readings cold, and so on: each change is one decision. */
const temperatureOf = (seq: number): number => (Math.floor(seq / 10) % 2 === 0 ? 95 : 60);

interface Publisher {
  readonly deviceId: string;
  /** Device times (epoch ms) whose publish the broker acknowledged. */
  readonly acknowledged: Set<number>;
  /** Readings so far. */
  taken: number;
  /** Takes no more readings; resolves when all that were taken are acknowledged. */
  finish(): Promise<void>;
}

/** A device that takes readings at its pace, whether it is connected or not, and sends them in their order until each is acknowledged. */
const startPublisher = (index: number): Publisher => {
  const deviceId = `pump-kill-${index}`;
  const client = mqtt.connect(cloud.mqttUrl, { clientId: deviceId, clean: false, reconnectPeriod: 200 });
  client.on('error', () => undefined);
  const bornAt = Date.now() - 60_000;
  let isOver = false;

  const send = async (seq: number): Promise<void> => {
    const time = bornAt + seq;
    const message = JSON.stringify({ seq, time, metrics: { temperature: temperatureOf(seq) } });
    // The client refuses what it is given while it sends again what was in flight, if the connection goes once more.
    const isSent = () =>
      client.publishAsync(`dt/demo/${deviceId}/telemetry`, message, { qos: 1 }).then(
        () => true,
        () => false,
      );
    while (!(await isSent())) await pause(paceMs);
    publisher.acknowledged.add(time);
  };
  const sendAll = async (): Promise<void> => {
    for (let seq = 0; !isOver || seq < publisher.taken; ) {
      if (seq < publisher.taken) await send(seq++);
      else await pause(paceMs);
    }
  };

  const publisher: Publisher = {
    deviceId,
    acknowledged: new Set(),
    taken: 0,
    finish: async () => {
      clearInterval(beat);
      isOver = true;
      await sending;
      await client.endAsync();
    },
  };
  const beat = setInterval(() => {
    publisher.taken += 1;
  }, paceMs);
  const sending = sendAll();
  return publisher;
};

const functionProcesses = (): number[] =>
  execFileSync('pgrep', ['-P', String(cloud.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .map(Number);

const storedTimes = async (): Promise<Map<string, Set<number>>> => {
  const rows = await queryTelemetry(
    cloud,
    `SELECT deviceId, to_milliseconds(time) AS at FROM "signalbox-local"."telemetry" WHERE fleet = 'demo'`,
  );
  const times = new Map<string, Set<number>>();
  for (const { deviceId = '', at } of rows) times.set(deviceId, (times.get(deviceId) ?? new Set()).add(Number(at)));
  return times;
};

/** Device times by device, of all that is archived. */
const archivedTimes = async (): Promise<Map<string, Set<number>>> => {
  const times = new Map<string, Set<number>>();
  for (const line of await archivedLines(cloud)) {
    if (!('payload' in line)) continue;
    const deviceId = line.topic.split('/')[2] ?? '';
    const { time } = JSON.parse(Buffer.from(line.payload, 'base64').toString()) as { time: number };
    times.set(deviceId, (times.get(deviceId) ?? new Set()).add(time));
  }
  return times;
};

test('kill -9 of functions and of the cloud: nothing acknowledged is lost, no decision is doubled or missing', async () => {
  const publishers = Array.from({ length: deviceCount }, (_, index) => startPublisher(index));
  await pause(3000);
  const killed = functionProcesses();
  expect(killed.length).toBeGreaterThan(0);
  for (const pid of killed) process.kill(pid, 'SIGKILL');
  await pause(2000);
  await cloud.kill();
  await pause(300);
  cloud = await startCloudProcess(cloud.dataDirectory, cloud);
  await pause(2000);
  await Promise.all(publishers.map((publisher) => publisher.finish()));

  const missingIn = (found: ReadonlyMap<string, ReadonlySet<number>>) =>
    publishers.flatMap(({ deviceId, acknowledged }) =>
      [...acknowledged].filter((time) => !found.get(deviceId)?.has(time)),
    );
  const none = (times: readonly number[]) => times.length === 0;
  await eventually(async () => missingIn(await storedTimes()), none);
  await eventually(async () => missingIn(await archivedTimes()), none);

  const expected = publishers.map(({ deviceId, taken }) => [deviceId, Math.ceil(taken / 10)]);
  const decided = async () => {
    const commands = await allCommands(cloud);
    return publishers.map(({ deviceId }) => [
      deviceId,
      commands.filter((command) => command.deviceId === deviceId).length,
    ]);
  };
  await eventually(decided, (counts) => JSON.stringify(counts) === JSON.stringify(expected));
  expect(await decided()).toEqual(expected);
});
