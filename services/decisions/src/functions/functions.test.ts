import type { Context } from 'aws-lambda';
import { beforeAll, describe, expect, it, vi } from 'vitest';

beforeAll(() => {
  const common = { POWERTOOLS_SERVICE_NAME: 'decisions', STAGE: 'test', POWERTOOLS_LOG_LEVEL: 'SILENT' };
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  const own = {
    DETECTOR_STATE_TABLE: 'table',
    EVENT_BUS: 'bus',
    TELEMETRY_STREAM: 'stream',
    RELEASES_TABLE: 'r',
    ARCHIVE_BUCKET: 'a',
  };
  for (const [name, value] of Object.entries({ ...common, ...own })) vi.stubEnv(name, value);
  return () => vi.unstubAllEnvs();
});

const context = { functionName: 'f', functionVersion: '1', getRemainingTimeInMillis: () => 60_000 } as Context;

describe('decide', () => {
  it('starts with its rules compiled', async () => {
    const { handler } = await import('./decide.ts');
    expect(await handler({ probe: true }, context)).toMatchObject({ probe: 'answered' });
  });

  it('has nothing to do for records that ingestion refuses', async () => {
    const { handler } = await import('./decide.ts');
    const kinesis = {
      sequenceNumber: '7',
      partitionKey: 'unknown',
      approximateArrivalTimestamp: 1.5,
      data: 'bm90IGpzb24=',
    };
    const event = { Records: [{ eventID: 'shardId-0:7', kinesis }] } as never;
    expect(await handler(event, context)).toEqual({ batchItemFailures: [] });
  });
});

describe('sweep', () => {
  it('starts', async () => {
    const { handler } = await import('./sweep.ts');
    expect(await handler({ probe: true }, context)).toMatchObject({ probe: 'answered' });
  });
});

describe('rules-advance', () => {
  it('starts', async () => {
    const settings = { ALARM_PREFIX: 'p-', SHADOW_MINUTES: '30', COHORT_MINUTES: '60', COHORT_PERCENT: '10' };
    for (const [name, value] of Object.entries({ ...settings, IGNORE_ALARMS: 'false' })) vi.stubEnv(name, value);
    const { handler } = await import('./rules-advance.ts');
    expect(await handler({ probe: true }, context)).toMatchObject({ probe: 'answered' });
  });
});
