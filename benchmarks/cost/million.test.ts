import { expect, test } from 'vitest';
import { baselineMillion } from './baseline.ts';
import type { Deployment } from './deployment.ts';
import type { FunctionUse, Metered } from './metered.ts';
import { commonMillion, ourMillion } from './million.ts';
import type { Run } from './run.ts';

const use = (changes: Partial<FunctionUse> = {}): FunctionUse => ({
  durationsMs: [1.2, 2.2],
  billedMs: 5,
  memoryMb: 512,
  coldStarts: 0,
  logBytes: 1024,
  ...changes,
});

const metered: Metered = {
  functions: new Map([
    ['ingest', use()],
    ['create', use({ memoryMb: 1024 })],
    ['sweep', use({ durationsMs: [1] })],
  ]),
  usage: {
    ingestion: { timestreamWriteUnits: 20, dynamodbReadUnits: 100, s3Puts: 1 },
    decision: { sqsRequests: 4, dynamodbWriteUnits: 3 },
    scheduled: { dynamodbReadUnits: 2 },
  },
  stream: { records: 100, bytes: 50_000, kilobytes: 100, putUnits: 100, bytesOut: 150_000 },
  counted: new Map(),
  storedRows: 100,
  storedBytes: 1024 ** 3 / 1000,
  archivedBytes: 0,
  unpriced: new Set(),
};

const run: Run = {
  metered,
  meteredSeconds: 20,
  fleet: {
    devices: 10,
    messages: 100,
    payloadBytes: 5000,
    telemetryUnits: 100,
    commands: 1,
    commandUnits: 2,
    commandBytes: 300,
    responseUnits: 1,
    seconds: 12,
  },
};

const deployment: Deployment = {
  pathOf: (name) => (name === 'ingest' ? 'ingestion' : name === 'create' ? 'decision' : 'scheduled'),
  streamConsumers: 3,
  queueConsumers: 2,
  alarms: 5,
  streamMode: 'ON_DEMAND',
  streamRetentionHours: 24,
  isStreamEncrypted: true,
  storeMemoryHours: 24,
};
const scale = { messagesPerSecond: 1000, deployment };

test('what grows with messages goes by their number', () => {
  const { intake, messaging, decisions, memoryStore } = commonMillion(run, scale);
  expect(intake).toEqual({ iotConnectionMinutes: 20_000, iotRulesTriggered: 1e6, iotRuleActions: 1e6 });
  expect(messaging).toEqual({ iotMessages: 1e6 });
  expect(decisions).toMatchObject({
    iotMessages: 30_000,
    iotRuleActions: 10_000,
    sqsRequests: 40_000,
    lambdaRequests: 20_000,
  });
  expect(memoryStore.timestreamMemoryGbHours).toBeCloseTo(240, 6);
});

test('what runs by the clock goes by the time that a million messages take', () => {
  const { scheduled } = commonMillion(run, scale);
  // 1,000 s, of which the meter saw 20; two queues are polled five times each 20 s.
  expect(scheduled).toMatchObject({ dynamodbReadUnits: 100, lambdaRequests: 50, sqsRequests: 2 * 0.25 * 1000 });
  expect(commonMillion(run, { ...scale, messagesPerSecond: 2000 }).scheduled.dynamodbReadUnits).toBe(50);
});

test('ours: the functions of the stream in their batches, and the stream', () => {
  const { usage, shards } = ourMillion(run, scale, 'ON_DEMAND');
  expect(usage).toMatchObject({ lambdaRequests: 20_000, timestreamWriteUnits: 200_000, s3Puts: 10_000 });
  expect(usage.lambdaArmGbSeconds).toBeCloseTo(25, 9);
  expect(usage.kinesisOnDemandHours).toBeCloseTo(1000 / 3600, 9);
  expect(shards).toBeUndefined();
  expect(ourMillion(run, scale, 'PROVISIONED').shards).toBe(2);
});

test('one Lambda a message: one request, the time of both functions, the memory of the smaller, one log, no archive', () => {
  const functions = new Map([
    ['ingest', use()],
    ['decide', use({ memoryMb: 1024, durationsMs: [0.7, 3], logBytes: 9999 })],
  ]);
  const single = { count: 2, ingestFunction: 'ingest', decideFunction: 'decide', metered: { ...metered, functions } };
  const usage = baselineMillion(single);
  expect(usage).toMatchObject({ lambdaRequests: 1e6, timestreamWriteUnits: 10e6, dynamodbReadUnits: 50e6 });
  expect(usage.s3Puts).toBeUndefined();
  // 1.9 and 5.2 ms are billed as 2 and 6, at half a GB.
  expect(usage.lambdaArmGbSeconds).toBeCloseTo(0.5 * 0.004 * 1e6, 6);
  expect(usage.cloudWatchLogGb).toBeCloseTo((512 * 1e6) / 1024 ** 3, 9);
});

test('a lost REPORT line is noticed', () => {
  const single = { count: 3, ingestFunction: 'ingest', decideFunction: 'create', metered };
  expect(() => baselineMillion(single)).toThrow('REPORT');
});
