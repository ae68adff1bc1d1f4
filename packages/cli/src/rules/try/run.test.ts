import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { namesOf } from '../../names.ts';
import type { Console } from '../../output/console.ts';
import { createStateTable, createTelemetryStream, settingsOf } from '../../test-cloud.fixture.ts';
import { run } from './run.ts';

const { telemetryStream: StreamName } = namesOf('local');

let cloud: Cloud;
let folder: string;
let kinesis: KinesisClient;

const hot = `
deviceTypes: [pump]
severity: warning
parameters:
  limit: { default: 80, ssm: "/signalbox/{stage}/pump/limit", setting: limit }
when: temperature >= limit
then:
  - command: { name: set-fan, parameters: { speed: 100 } }
`;
const silent = `
deviceTypes: [pump]
severity: critical
noDataFor: 1s
then:
  - notification: { message: "\${deviceId} says nothing" }
`;

/** A detector model as AWS IoT Events had it. */
const press = {
  detectorModelName: 'press',
  key: 'pump',
  detectorModelDefinition: {
    initialStateName: 'Idle',
    states: [
      {
        stateName: 'Idle',
        onInput: {
          transitionEvents: [
            { eventName: 'Start', condition: '$input.Pump.temperature > 50', nextState: 'Busy', actions: [] },
          ],
        },
      },
      {
        stateName: 'Busy',
        onEnter: {
          events: [{ eventName: 'Tell', actions: [{ sns: { targetArn: 'arn:aws:sns:us-east-1:123456789012:t' } }] }],
        },
      },
    ],
  },
};
const pressMember = `
deviceTypes: [pump]
detectorModel: ./press.json
inputs:
  Pump: { temperature: metrics.temperature, pump: deviceId }
`;

beforeAll(async () => {
  const { iam, dynamodb, kinesis: streams, ssm } = allServices();
  const factories = { ...(iam && { iam }), ...(dynamodb && { dynamodb }), ...(streams && { kinesis: streams }) };
  cloud = await startCloud({ ...factories, ...(ssm && { ssm }) }, { port: 0, mqttPort: 0 });
  const settings = settingsOf(cloud);
  const set = { schemaVersion: 2, now: 1, settings: { limit: 150 }, machines: {} };
  kinesis = new KinesisClient(settings);
  const parameters = new SSMClient(settings);
  const limit = { Name: '/signalbox/local/pump/limit', Value: '90', Type: 'String' } as const;
  const secret = { Name: '/signalbox/local/pump/secret', Value: '90', Type: 'SecureString' } as const;
  await Promise.all([
    ...[createStateTable(cloud, { 'pump-set': set }), createTelemetryStream(cloud, 2)],
    ...[limit, secret].map((parameter) => parameters.send(new PutParameterCommand(parameter))),
  ]);
  parameters.destroy();
  folder = await mkdtemp(join(tmpdir(), 'signalbox-try-'));
  await writeFile(join(folder, 'pump-hot.yaml'), hot);
  await writeFile(join(folder, 'pump-silent.yaml'), silent);
  await writeFile(join(folder, 'press.json'), JSON.stringify(press));
  await writeFile(join(folder, 'press.detector.yaml'), pressMember);
  await writeFile(join(folder, 'pump-secret.yaml'), hot.replace('pump/limit', 'pump/secret'));
  await writeFile(join(folder, 'pump-wrong.yaml'), hot.replace('temperature >=', 'temprature >='));
});

afterAll(async () => {
  kinesis?.destroy();
  await cloud?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

/** Puts a reading on the stream. @returns its position, as ids have it */
const put = async (deviceId: string, temperature: number, fleet = 'demo'): Promise<string> => {
  const record = {
    payload: Buffer.from(JSON.stringify({ metrics: { temperature } })).toString('base64'),
    topic: `dt/${fleet}/${deviceId}/telemetry`,
    clientId: deviceId,
    receivedAt: cloud.clock.now(),
  };
  const Data = Buffer.from(JSON.stringify(record));
  const { SequenceNumber, ShardId } = await kinesis.send(
    new PutRecordCommand({ StreamName, PartitionKey: deviceId, Data }),
  );
  return `${ShardId}:${SequenceNumber}`;
};

interface Said {
  readonly lines: string[];
  readonly notes: string[];
}

const consoleOf = ({ lines, notes }: Said): Console => ({
  ...{ isTerminal: false, columns: 80, rows: 24 },
  line: (text) => void lines.push(text),
  write: () => undefined,
  note: (text) => void notes.push(text),
  style: (_style, text) => text,
});

/** Runs until `work` is done. */
const trying = async (
  names: readonly string[],
  options: { readonly json?: boolean; readonly device?: string },
  work: (said: Said) => Promise<void>,
): Promise<Said> => {
  const said: Said = { lines: [], notes: [] };
  const stop = new AbortController();
  const files = names.map((name) => join(folder, name));
  const all = { ...options, live: true, fleet: 'demo', stage: 'local', endpointUrl: cloud.endpoint };
  const running = run(files, all, consoleOf(said), stop.signal);
  try {
    await vi.waitFor(() => expect(said.notes.join()).toContain('from now on'), 10_000);
    await work(said);
  } finally {
    stop.abort();
    await running;
  }
  return said;
};

test('says what rules would decide of what comes, under the ids of the service, and sends nothing', async () => {
  await put('pump-1', 200);
  let at = '';
  const { lines, notes } = await trying(['pump-hot.yaml'], { json: true }, async (said) => {
    await put('pump-1', 85);
    await put('pump-2', 95, 'other');
    at = await put('pump-2', 95);
    await vi.waitFor(() => expect(said.lines).toHaveLength(1), 10_000);
  });
  // 85 is above the default and below what SSM holds for the stage.
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    ...{ decisionId: `pump-hot/pump-2/${at}#0/0`, rule: 'pump-hot', deviceId: 'pump-2' },
    command: { name: 'set-fan', parameters: { speed: 100 } },
  });
  expect(notes.at(-1)).toBe('records seen: 2, devices: 2; nothing was sent');
});

test('timers fire although nothing comes, and the end is summed up', async () => {
  const { lines } = await trying(['pump-hot.yaml', 'pump-silent.yaml'], {}, async (said) => {
    await put('pump-3', 20);
    await vi.waitFor(() => expect(said.lines.join()).toContain('pump-silent'), 15_000);
  });
  expect(lines[0]).toMatch(/^20\d\d-.*Z {2}pump-3 {2}pump-silent {2}"pump-3 says nothing" {2}\S/);
  expect(lines).toContain('records seen: 1, devices: 1; nothing was sent');
  expect(lines.find((line) => line.startsWith('pump-silent'))).toMatch(/^pump-silent +1 +1 +0 +20\d\d-/);
  expect(lines.find((line) => line.startsWith('pump-hot'))).toMatch(/^pump-hot +0 +0 +0 +-$/);
});

test('a detector model is tried with its file alone', async () => {
  const { lines } = await trying(['press.detector.yaml'], { json: true }, async (said) => {
    await put('pump-5', 60);
    await vi.waitFor(() => expect(said.lines).toHaveLength(1), 10_000);
  });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ rule: 'press', deviceId: 'pump-5', action: { type: 'sns' } });
});

test('one device alone, with the settings that it has', async () => {
  const { lines } = await trying(['pump-hot.yaml'], { json: true, device: 'pump-set' }, async (said) => {
    await put('pump-4', 199);
    await put('pump-set', 149);
    await put('pump-set', 151);
    await vi.waitFor(() => expect(said.lines).toHaveLength(1), 10_000);
  });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ deviceId: 'pump-set', reason: expect.stringContaining('151') });
});

test.each([
  ['a rule that is wrong', ['pump-wrong.yaml'], /pump-wrong\.yaml:\d+:\d+: .*temprature/],
  ['a file that is not there', ['none.yaml'], /none\.yaml/],
  ['a secret', ['pump-secret.yaml'], /pump\/secret is a SecureString/],
])('%s is told, and nothing is read', async (_what, names, why) => {
  const options = { live: true, fleet: 'demo', stage: 'local', endpointUrl: cloud.endpoint };
  const files = names.map((name) => join(folder, name));
  const running = run(files, options, consoleOf({ lines: [], notes: [] }), AbortSignal.abort());
  await expect(running).rejects.toThrow(why);
});

test('without --live it says what there is for what was recorded', async () => {
  const running = run([], { fleet: 'demo', stage: 'local' }, consoleOf({ lines: [], notes: [] }), AbortSignal.abort());
  await expect(running).rejects.toThrow('give --live; `signalbox replay --rules DIR --records FILE`');
});
