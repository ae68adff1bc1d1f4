import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { alarmOperations } from '@signalbox/contracts';
import type { DeviceState, RuleSet } from '@signalbox/decision-engine';
import { contentHash } from '@signalbox/decision-engine/content-hash';
import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import { emptyTimeline, setBaseline, startRelease } from '@signalbox/releases';
import { ruleSetsOf } from '@signalbox/releases/rule-sets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectsOf, signalbox } from '../command-line.fixture.ts';
import { archiveBucketOf, localAccountId, namesOf } from '../names.ts';
import { createReleaseTable } from '../releases/release-table.fixture.ts';
import { createStateTable, createTelemetryStream, settingsOf } from '../test-cloud.fixture.ts';
import { operations } from './command.ts';

const { telemetryStream: StreamName } = namesOf('local');
const ShardId = 'shardId-000000000000';

let cloud: Cloud;
let table: Awaited<ReturnType<typeof createReleaseTable>>;
const run = (...args: readonly string[]) => signalbox(...args, '--endpoint-url', cloud.endpoint);

const states: Readonly<Record<string, DeviceState>> = {
  'pump-7': {
    schemaVersion: 2,
    now: 60_000,
    settings: { 'temperature-limit': 95, mode: 'eco' },
    machines: {
      'pump-strained': { kind: 'rule', status: 'PENDING', timers: { for: 120_000 } },
      'pump-silent': { kind: 'rule', timers: { noData: 900_000 }, seenAt: 60_000 },
    },
  },
  'pump-8': {
    schemaVersion: 2,
    now: 1_000,
    machines: {
      'pump-overheating': { kind: 'rule', status: 'ACTIVE', activatedAt: 1_000 },
      bearing: { kind: 'alarm', alarm: { schemaVersion: 1, inputs: {}, lifecycle: { status: 'LATCHED' } } },
      motor: { kind: 'detector', detector: { stateName: 'Dangerous' }, timers: { a: 9_000, b: 5_000 } },
    },
  },
};

/** What stands on the stream behind a position. */
const recordAfter = async (sequenceNumber: string) => {
  const kinesis = new KinesisClient(settingsOf(cloud));
  const at = {
    StreamName,
    ShardId,
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    StartingSequenceNumber: sequenceNumber,
  } as const;
  const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(at));
  const { Records: [first] = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  kinesis.destroy();
  return { partitionKey: first?.PartitionKey, record: JSON.parse(Buffer.from(first?.Data ?? []).toString()) };
};

const setOf = (...names: readonly string[]): RuleSet => {
  const rules = names.map((name) => ({ name })) as unknown as RuleSet['rules'];
  return { name: 'signalbox', hash: contentHash(rules), rules };
};
const [stable, candidate] = [setOf('pump-strained', 'pump-silent'), setOf('pump-strained', 'pump-leaking')];

/** A release of rules under way; both its sets are stored. */
const startRuleRelease = async (): Promise<void> => {
  const client = new S3Client({ ...settingsOf(cloud), forcePathStyle: true });
  const bucket = archiveBucketOf('local', localAccountId, 'us-east-1');
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const { putRuleSet } = ruleSetsOf({ client, bucket });
  await Promise.all([stable, candidate].map(putRuleSet));
  client.destroy();
  const now = cloud.clock.now();
  const baseline = setBaseline(emptyTimeline, stable.hash, now);
  await table.store.saveTimeline(baseline, emptyTimeline);
  const change = { now, by: 'automatic', reason: 'd-1' };
  await table.store.saveTimeline(startRelease(baseline, candidate.hash, change), baseline);
};

beforeAll(async () => {
  const { iam, dynamodb, kinesis, s3, logs, lambda } = allServices();
  const held = { ...(iam && { iam }), ...(dynamodb && { dynamodb }), ...(kinesis && { kinesis }), ...(s3 && { s3 }) };
  const factories = { ...held, ...(logs && { logs }), ...(lambda && { lambda }) };
  cloud = await startCloud(factories, { port: 0, mqttPort: 0 });
  const unreadable = { 'pump-9': { schemaVersion: 99 } };
  const stateTable = createStateTable(cloud, { ...unreadable, ...states });
  [table] = await Promise.all([createReleaseTable(cloud), stateTable, createTelemetryStream(cloud, 1)]);
});

afterAll(async () => {
  table?.close();
  await cloud?.stop();
});

test('the command line has each operation of the contract', () => {
  const named = Object.values(operations).map(({ operation }) => operation);
  expect(named.toSorted()).toEqual([...alarmOperations].sort());
});

test('alarms that are not normal are listed, with --all also those that are', async () => {
  const strained = { deviceId: 'pump-7', rule: 'pump-strained', state: 'PENDING', until: 120_000, timer: 'for' };
  const silent = { deviceId: 'pump-7', rule: 'pump-silent', state: 'NORMAL', until: 900_000, timer: 'noData' };
  const bearing = { rule: 'bearing', kind: 'alarm', state: 'LATCHED' };
  const motor = { rule: 'motor', kind: 'detector', state: 'Dangerous', until: 5_000, timer: 'b' };
  const hot = { deviceId: 'pump-8', fleet: 'demo', ruleSet: 'default', rule: 'pump-overheating', state: 'ACTIVE' };
  const rows = async (...args: string[]) => {
    const { code, stdout } = await run('alarms', 'list', '--json', ...args);
    expect(code).toBe(0);
    return objectsOf(stdout).sort((one, other) => one.deviceId.localeCompare(other.deviceId));
  };
  expect(await rows()).toMatchObject([strained, bearing, { ...hot, since: 1_000 }]);
  expect(await rows('--all')).toMatchObject([silent, strained, bearing, motor, hot]);
  expect(await rows('--device', 'pump-8')).toMatchObject([bearing, hot]);
});

test('for people it is a table; what cannot be read is said, and that there is nothing', async () => {
  const { stdout, stderr } = await run('alarms', 'list');
  expect(stdout).toMatch(
    /DEVICE +RULE +STATE +SINCE +UNTIL\ndemo\/pump-7 +pump-strained +PENDING +- +1970-01-01T00:02:00.000Z \(for\)\n/,
  );
  expect(stderr).toBe('the state of pump-9 under rule set default is of another version\n');
  expect(await run('alarms', 'list', '--device', 'pump-99')).toEqual({
    code: 0,
    stdout: '',
    stderr: 'no alarms of pump-99; --all shows what is normal too\n',
  });
});

const strainedReset = ['alarms', 'reset', '--device', 'pump-7', '--rule', 'pump-strained'];

test('where no rules are, none can be operated', async () => {
  const stderr = 'error: no rules are deployed at stage local\n';
  expect(await run(...strainedReset)).toEqual({ code: 1, stdout: '', stderr });
});

test('a rule that there is not cannot be operated, and the one that was meant is named', async () => {
  await startRuleRelease();
  const disable = (rule: string) => run('alarms', 'disable', '--device', 'pump-7', '--rule', rule);
  const refused = (what: string) => ({ code: 1, stdout: '', stderr: `error: stage local has no rule ${what}\n` });
  expect(await disable('pump-straind')).toEqual(refused('"pump-straind"; did you mean "pump-strained"?'));
  const all = 'known are pump-leaking, pump-silent, pump-strained';
  expect(await disable('overheating')).toEqual(refused(`"overheating"; ${all}`));
});

test('the rules of a candidate can be operated too', async () => {
  expect(await run('alarms', 'reset', '--device', 'pump-7', '--rule', 'pump-leaking')).toMatchObject({ code: 0 });
});

test.each([
  ['acknowledge', ['--note', 'on my way'], { operation: 'ACKNOWLEDGE', note: 'on my way' }],
  ['snooze', ['--for', '2h'], { operation: 'SNOOZE', snoozeMs: 7_200_000 }],
  ['snooze', [], { operation: 'SNOOZE', snoozeMs: 1_800_000 }],
  ['enable', [], { operation: 'ENABLE' }],
  ['disable', ['--fleet', 'other'], { operation: 'DISABLE', fleet: 'other' }],
  ['reset', [], { operation: 'RESET' }],
])('alarms %s is a record of the stream under the key of the device', async (name, options, expected) => {
  const before = cloud.clock.now();
  const args = ['--device', 'pump-7', '--rule', 'pump-strained', ...options, '--json'];
  const { code, stdout, stderr } = await run('alarms', name, ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { position, record } = JSON.parse(stdout);
  const common = { type: 'alarm', fleet: 'demo', deviceId: 'pump-7', rule: 'pump-strained' };
  const stamp = { by: expect.stringMatching(/^cli:/), receivedAt: expect.any(Number) };
  expect(record).toEqual({ ...common, ...stamp, ...expected });
  expect(record.receivedAt).toBeGreaterThanOrEqual(before);
  expect(await recordAfter(position.sequenceNumber)).toEqual({ partitionKey: 'pump-7', record });
});

test('an operation is told to people too, and where to look', async () => {
  const { stdout, stderr } = await run(...strainedReset);
  expect(stdout).toBe('RESET of pump-strained for demo/pump-7 is on the stream\n');
  expect(stderr).toContain('signalbox alarms list --device pump-7');
});

test.each([
  [['alarms', 'acknowledge', '--device', 'pump-7'], "required option '--rule <name>' not specified"],
  [['alarms', 'snooze', '--device', 'pump-7', '--rule', 'r', '--for', '2'], 'A duration is'],
  [
    ['alarms', 'snooze', '--device', 'pump-7', '--rule', 'pump-strained', '--for', '400d'],
    'the stream takes no such record: /snoozeMs must be <= 31622400000',
  ],
  [['alarms', 'acknowledge', '--device', 'pump-7', '--rule', 'r', '--for', '2h'], "unknown option '--for'"],
  [['settings', 'set', '--device', 'pump-7'], "missing required argument 'name=value'"],
  [['settings', 'set', '--device', 'pump-7', 'limit'], 'limit is no name=value'],
  [['settings', 'set', '--device', 'pump-7', 'limit=1', 'limit=2'], 'limit is given twice'],
  [['settings', 'unset', '--device', 'pump 7', 'limit'], 'It must be 1 to 128 of'],
])('%j is wrong usage', async (args, why) => {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(why);
});

test('settings are set and unset by records of the stream', async () => {
  const set = await run('settings', 'set', '--device', 'pump-7', 'temperature-limit=95', 'mode=eco', '--json');
  const { position, record } = JSON.parse(set.stdout);
  expect(record).toMatchObject({
    type: 'settings',
    deviceId: 'pump-7',
    settings: { 'temperature-limit': 95, mode: 'eco' },
  });
  expect(await recordAfter(position.sequenceNumber)).toEqual({ partitionKey: 'pump-7', record });
  const unset = await run('settings', 'unset', '--device', 'pump-7', 'mode', '--json');
  expect(JSON.parse(unset.stdout).record).toMatchObject({ settings: { mode: null } });
  expect(await run('settings', 'set', '--device', 'pump-7', 'mode=eco')).toEqual({
    code: 0,
    stdout: 'demo/pump-7 mode = "eco"\n',
    stderr: '',
  });
});

test('the settings of a device are listed', async () => {
  const { stdout } = await run('settings', 'list', '--device', 'pump-7', '--json');
  expect(objectsOf(stdout)).toEqual([
    { deviceId: 'pump-7', ruleSet: 'default', name: 'temperature-limit', value: 95 },
    { deviceId: 'pump-7', ruleSet: 'default', name: 'mode', value: 'eco' },
  ]);
  expect(await run('settings', 'list', '--device', 'pump-8')).toEqual({
    code: 0,
    stdout: '',
    stderr: 'no settings of pump-8: the rules go by their own values\n',
  });
  expect(await run('settings', 'list', '--device', 'pump-9')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'error: the state of pump-9 under rule set default is of another version\n',
  });
});
