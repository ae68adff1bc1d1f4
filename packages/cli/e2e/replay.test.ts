import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clockFrom } from '../src/target/target-clock.ts';
import { archivedLines, eventually } from './clients.ts';
import type { CloudProcess } from './cloud-process.ts';
import { collectDecisionEvents, type DecisionEvents } from './decision-events.ts';
import { discard, startDeployedCloud } from './deployed-cloud.ts';
import { replayedIds } from './replayed.ts';

/** The minutes that rules wait, for strain and for silence, are six seconds here. */
const speed = 10;

let cloud: CloudProcess;
let events: DecisionEvents;
/** Of the cloud, epoch ms. */
let now: () => number;

beforeAll(async () => {
  cloud = await startDeployedCloud(inject('deployedDirectory'), speed);
  now = clockFrom(await (await fetch(`${cloud.endpoint}/_signalbox/clock`)).json());
  events = await collectDecisionEvents(cloud);
});

afterAll(async () => {
  events?.close();
  if (cloud !== undefined) await discard(cloud);
});

const devices = Array.from({ length: 10 }, (_, index) => `pump-replay-${index}`);
const recordsOfEach = 100;
const paceMs = 250;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a pump says: hot and cold in turn, and strained for more than a minute in the middle. */
const metricsOf = (seq: number, device: number) => ({
  temperature: Math.floor((seq + device) / 7) % 2 === 0 ? 95 : 60,
  pressure: 5,
  vibration: seq > 20 ? 60 : 3,
  running: true,
});

const publishAll = async (client: MqttClient): Promise<void> => {
  for (let seq = 0; seq < recordsOfEach; seq += 1) {
    const sent = devices.map((deviceId, device) => {
      const message = JSON.stringify({ seq, time: now(), metrics: metricsOf(seq, device) });
      return client.publishAsync(`dt/demo/${deviceId}/telemetry`, message, { qos: 1 });
    });
    await Promise.all(sent);
    await pause(paceMs);
  }
};

const isDecide = (pid: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(
      'AWS_LAMBDA_FUNCTION_NAME=signalbox-decisions-local-decide',
    );
  } catch {
    // Where there is no /proc, or the process is gone: all functions are killed alike.
    return true;
  }
};

/** Kills the decisions function's processes; returns how many. */
const killDecide = (): number => {
  let pids: string[] = [];
  try {
    pids = execFileSync('pgrep', ['-P', String(cloud.pid)], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  } catch {
    return 0; // pgrep found none
  }
  const killed = pids.filter(isDecide);
  for (const pid of killed) execFileSync('kill', ['-9', pid], { stdio: 'ignore' });
  return killed.length;
};

const sorted = (ids: ReadonlySet<string>): string[] => [...ids].sort();

test('decisions of a run whose function was killed again and again are exactly those of the replay of its archive', async () => {
  const client = await mqtt.connectAsync(cloud.mqttUrl, { clientId: 'gateway-replay' });
  let done = false;
  let killed = 0;
  const killer = (async () => {
    while (!done) {
      await pause(100 + Math.random() * 1500);
      killed += killDecide();
    }
  })();
  await publishAll(client);
  done = true;
  await killer;
  await client.endAsync();
  expect(killed).toBeGreaterThan(5);

  const ours = async () =>
    (await archivedLines(cloud)).filter((line) => 'topic' in line && line.topic.includes('pump-replay'));
  await eventually(ours, (lines) => lines.length >= devices.length * recordsOfEach);

  const both = async () => ({ live: sorted(await events.ids()), replay: sorted(await replayedIds(cloud)) });
  const silent = ({ replay }: { replay: string[] }) =>
    devices.every((id) => replay.some((text) => text.startsWith(`pump-silent/${id}/`)));
  const { live, replay } = await eventually(
    both,
    (seen) => silent(seen) && JSON.stringify(seen.live) === JSON.stringify(seen.replay),
  );
  expect(live).toEqual(replay);
  for (const rule of ['pump-overheating', 'pump-strained', 'pump-silent'])
    expect(live.some((id) => id.startsWith(`${rule}/`))).toBe(true);
});
