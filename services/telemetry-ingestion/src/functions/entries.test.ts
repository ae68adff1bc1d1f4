import type { ProbeAnswer } from '@signalbox/lambda-kit';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messageItem, readingOf, receivedAt } from '../../test/fakes.ts';

const context = { functionName: 'fn', functionVersion: '7', awsRequestId: 'r' } as Context;

const settings = {
  POWERTOOLS_SERVICE_NAME: 'telemetry-ingestion',
  STAGE: 'local',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  AWS_REGION: 'us-east-1',
  ARCHIVE_BUCKET: 'bucket',
  TELEMETRY_STREAM: 'stream',
  TELEMETRY_STORE: 'timestream',
  TELEMETRY_DATABASE: 'd',
  TELEMETRY_TABLE: 't',
  STORE_MEMORY_HOURS: '24',
};

const entries = {
  archive: () => import('./archive.ts'),
  ingest: () => import('./ingest.ts'),
  'put-again': () => import('./put-again.ts'),
};

const kinesisEvent = (...payloads: string[]) => ({
  Records: payloads.map((payload, index) => {
    const { shardId, sequenceNumber, partitionKey, arrivedAt, data } = messageItem({
      payload,
      sequenceNumber: String(index),
    });
    const kinesis = { sequenceNumber, partitionKey, approximateArrivalTimestamp: arrivedAt / 1000 };
    return {
      eventID: `${shardId}:${sequenceNumber}`,
      kinesis: { ...kinesis, data: Buffer.from(data).toString('base64') },
    };
  }),
});

const ruleError = { topic: 'dt/demo/pump-7/telemetry', clientId: 'c', base64OriginalPayload: '' };
const sqsEvent = {
  Records: [{ messageId: 'm', body: JSON.stringify(ruleError), attributes: { SentTimestamp: String(receivedAt) } }],
};

/** What a function would do with an event, as its deployment asks it. */
const probe = async (name: keyof typeof entries, event: unknown): Promise<ProbeAnswer> => {
  const { handler } = await entries[name]();
  return (await handler({ probe: { event } }, context)) as ProbeAnswer;
};

describe('the functions', () => {
  beforeEach(() => {
    vi.resetModules();
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  });
  afterEach(() => void vi.unstubAllEnvs());

  it('archive would put one object, and fails as a whole if it cannot', async () => {
    const { probe: outcome, refusedWrites } = await probe('archive', kinesisEvent('x'));
    expect(outcome).toBe('failed');
    expect(refusedWrites.map(({ adapter, arguments: [key] }) => [adapter, key])).toEqual([
      ['putLines', 'archive/2026/11/23/18/shardId-000000000000_0_0.ndjson.gz'],
    ]);
  });

  it('ingest would write to store and quarantine, and has what it cannot write come again', async () => {
    const { refusedWrites, result } = await probe('ingest', kinesisEvent(readingOf(20), 'x'));
    expect(refusedWrites.map(({ adapter }) => adapter)).toEqual(['write', 'putLines']);
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
  });

  it('ingest writes to no store if there is none', async () => {
    vi.stubEnv('TELEMETRY_STORE', 'none');
    const { refusedWrites, result } = await probe('ingest', kinesisEvent(readingOf(20)));
    expect(refusedWrites).toEqual([]);
    expect(result).toEqual({ batchItemFailures: [] });
  });

  it('put-again would put on the stream', async () => {
    const { refusedWrites, result } = await probe('put-again', sqsEvent);
    expect(refusedWrites).toMatchObject([{ adapter: 'put', arguments: [{ partitionKey: 'pump-7' }] }]);
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
  });

  it.each([
    ['archive', 'ARCHIVE_BUCKET'],
    ['ingest', 'TELEMETRY_STORE'],
    ['put-again', 'TELEMETRY_STREAM'],
  ] as const)('%s does not start without %s', async (name, variable) => {
    vi.stubEnv(variable, '');
    await expect(entries[name]()).rejects.toThrow(`${variable} must be set`);
  });
});
