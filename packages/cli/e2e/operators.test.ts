import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { AlarmRow } from '../src/alarms/alarm-row.ts';
import { archivedLines, decisionsCounted, eventually } from './clients.ts';
import type { CloudProcess } from './cloud-process.ts';
import { collectDecisionEvents, type DecisionEvents } from './decision-events.ts';
import { discard, startDeployedCloud } from './deployed-cloud.ts';
import { collectNotifications, type Notifications } from './notifications.ts';
import { replayedIds } from './replayed.ts';
import { signalbox } from './signalbox.ts';

/** A minute that a rule waits is six seconds here. */
const speed = 10;

let cloud: CloudProcess;
let events: DecisionEvents;
let notifications: Notifications;
let gateway: MqttClient;

beforeAll(async () => {
  cloud = await startDeployedCloud(inject('deployedDirectory'), speed);
  [events, notifications, gateway] = await Promise.all([
    collectDecisionEvents(cloud),
    collectNotifications(cloud),
    mqtt.connectAsync(cloud.mqttUrl, { clientId: 'gateway-operators' }),
  ]);
});

afterAll(async () => {
  await gateway?.endAsync(true);
  events?.close();
  notifications?.close();
  if (cloud !== undefined) await discard(cloud);
});

const publish = (deviceId: string, metrics: object) =>
  gateway.publishAsync(`dt/demo/${deviceId}/telemetry`, JSON.stringify({ metrics }), { qos: 1 });

/** Runs a command that must succeed. */
const operate = async (...args: readonly string[]): Promise<string> => {
  const { code, output, problems } = await signalbox(cloud, args);
  expect(problems.split('\n').filter((line) => /^error/i.test(line))).toEqual([]);
  expect(code).toBe(0);
  return output;
};

const alarmsOf = async (deviceId: string): Promise<Readonly<Record<string, AlarmRow>>> => {
  const output = await operate('alarms', 'list', '--device', deviceId, '--json');
  const rows = output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as AlarmRow);
  return Object.fromEntries(rows.map((row) => [row.rule, row]));
};

/** Waits until the device's alarms are in these states; any other must be normal. */
const untilStates = (deviceId: string, states: Readonly<Record<string, string>>) =>
  eventually(
    () => alarmsOf(deviceId),
    (rows) => {
      const { 'pump-silent': _silent, ...others } = rows;
      const seen = Object.entries(others).map(([rule, { state }]) => `${rule} ${state}`);
      return (
        seen.sort().join() ===
        Object.entries(states)
          .map(([rule, state]) => `${rule} ${state}`)
          .join()
      );
    },
  );

const decidedOn = async (rule: string, deviceId: string): Promise<number> =>
  [...(await events.ids())].filter((id) => id.startsWith(`${rule}/${deviceId}/`)).length;

const untilDecided = (rule: string, deviceId: string, count: number) =>
  eventually(
    () => decidedOn(rule, deviceId),
    (seen) => seen === count,
  );

const hot = { temperature: 95 };
const cool = { temperature: 60 };

test('a rule that is disabled for one device decides for others only, until it is enabled again', async () => {
  await operate('alarms', 'disable', '--device', 'pump-off', '--rule', 'pump-overheating');
  await untilStates('pump-off', { 'pump-overheating': 'DISABLED' });
  // What shows that the hot reading was looked at is another rule, which it makes wait.
  const shaking = { ...hot, vibration: 60, running: true };
  await Promise.all(['pump-off', 'pump-on'].map((deviceId) => publish(deviceId, shaking)));
  await untilStates('pump-off', { 'pump-overheating': 'DISABLED', 'pump-strained': 'PENDING' });
  await untilDecided('pump-overheating', 'pump-on', 1);
  expect(await decidedOn('pump-overheating', 'pump-off')).toBe(0);

  await operate('alarms', 'enable', '--device', 'pump-off', '--rule', 'pump-overheating');
  await publish('pump-off', { ...hot, vibration: 1 });
  await untilDecided('pump-overheating', 'pump-off', 1);
  await untilStates('pump-off', { 'pump-overheating': 'ACTIVE' });
});

test('a setting of a device moves the threshold of its rule, and only for that device', async () => {
  await operate('settings', 'set', '--device', 'pump-own', 'vibration-limit=2.5');
  const listed = JSON.parse(await operate('settings', 'list', '--device', 'pump-own', '--json'));
  expect(listed).toMatchObject({ name: 'vibration-limit', value: 2.5 });
  const shaking = { ...hot, vibration: 3, running: true };
  await Promise.all(['pump-own', 'pump-usual'].map((deviceId) => publish(deviceId, shaking)));
  const { 'pump-strained': waiting } = await untilStates('pump-own', {
    'pump-overheating': 'ACTIVE',
    'pump-strained': 'PENDING',
  });
  expect(waiting).toMatchObject({ timer: 'for', until: expect.any(Number) });
  await untilStates('pump-usual', { 'pump-overheating': 'ACTIVE' });
});

test('what a rule has to say reaches a queue that is subscribed to the topic of notifications', async () => {
  const told = await eventually(
    () => notifications.texts(),
    (texts) =>
      ['shaken', 'Nothing'].every((word) => texts.some((text) => text.includes(`${word}`) && /pump-own/.test(text))),
  );
  expect(told.find((text) => text.includes('pump-own of demo has shaken'))).toContain('3 mm/s when it began');
  expect(told.find((text) => text.includes('Nothing has come from pump-own'))).toContain('critical');
  expect(told.join('\n')).not.toContain('pump-usual of demo has shaken');
});

test('a snoozed alarm is silent, and comes back by itself', async () => {
  const snooze = ['alarms', 'snooze', '--device', 'pump-on', '--rule', 'pump-overheating', '--for', '90s'];
  await operate(...snooze, '--note', 'on my way');
  const { 'pump-overheating': snoozed } = await untilStates('pump-on', {
    'pump-overheating': 'SNOOZE_DISABLED',
    'pump-strained': 'ACTIVE',
  });
  expect(snoozed).toMatchObject({ timer: 'snooze' });
  await publish('pump-on', cool);
  await untilStates('pump-on', { 'pump-strained': 'ACTIVE' });
  const before = await decidedOn('pump-overheating', 'pump-on');
  expect(before).toBe(1);
  await publish('pump-on', hot);
  await untilDecided('pump-overheating', 'pump-on', 2);
});

test('a rule that is not among those deployed cannot be operated', async () => {
  const typo = ['alarms', 'disable', '--device', 'pump-on', '--rule', 'pump-overheatign'];
  const { code, problems } = await signalbox(cloud, typo);
  expect(code).toBe(1);
  expect(problems).toContain('no rule "pump-overheatign"; did you mean "pump-overheating"?');
});

test('an operation that means nothing to an alarm is counted and changes nothing', async () => {
  const before = await decisionsCounted(cloud, 'OperationsIgnored');
  for (const rule of ['pump-overheating', 'pump-strained']) {
    await operate('alarms', 'enable', '--device', 'pump-on', '--rule', rule);
  }
  await eventually(
    () => decisionsCounted(cloud, 'OperationsIgnored'),
    (count) => count === before + 2,
  );
  await untilStates('pump-on', { 'pump-overheating': 'ACTIVE', 'pump-strained': 'ACTIVE' });
});

test('the replay of the archive decides the very same', async () => {
  const ofOperators = async () =>
    (await archivedLines(cloud)).filter(({ type }) => type === 'alarm' || type === 'settings');
  await eventually(ofOperators, (lines) => lines.length === 6);
  const both = async () => ({
    live: [...(await events.ids())].sort(),
    replay: [...(await replayedIds(cloud))].sort(),
  });
  const { live, replay } = await eventually(both, (seen) => JSON.stringify(seen.live) === JSON.stringify(seen.replay));
  expect(live).toEqual(replay);
  expect(live.length).toBeGreaterThan(10);
});
