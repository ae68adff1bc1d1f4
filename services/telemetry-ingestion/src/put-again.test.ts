import { isTelemetry, parseStreamRecord, parseTelemetry } from '@signalbox/contracts';
import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { countsInto, readingOf, receivedAt, silentLog } from '../test/fakes.ts';
import { putAgain } from './put-again.ts';
import type { StreamEntry } from './rule-error.ts';

const ruleError = {
  ruleName: 'signalbox_local_telemetry',
  topic: 'dt/demo/pump-7/telemetry',
  cloudwatchTraceId: '7e146a2c-95b5-6caf-98b9-50e3969734c7',
  clientId: 'pump-7',
  base64OriginalPayload: Buffer.from(readingOf(20)).toString('base64'),
  failures: [{ failedAction: 'KinesisAction', failedResource: 'signalbox-local-telemetry', errorMessage: 'throttled' }],
};

const sqsRecord = (body: string, SentTimestamp = String(receivedAt)) =>
  ({ body, attributes: { SentTimestamp } }) as SQSRecord;

const setUp = (put?: () => Promise<void>) => {
  const entries: StreamEntry[] = [];
  const counts: Record<string, number> = {};
  const message = putAgain({ put: put ?? (async (entry) => void entries.push(entry)), counts: countsInto(counts) });
  return { entries, counts, again: (record: SQSRecord) => message(record, silentLog) };
};

describe('putAgain', () => {
  it('wraps the message as the rule would have, received when it was queued', async () => {
    const { entries, counts, again } = setUp();
    await again(sqsRecord(JSON.stringify(ruleError)));
    const [entry] = entries;
    expect(entry?.partitionKey).toBe('pump-7');
    const record = parseStreamRecord(Buffer.from(JSON.stringify(entry?.record)));
    expect(record.ok && isTelemetry(record.value) && parseTelemetry(record.value)).toMatchObject({
      ok: true,
      value: { deviceId: 'pump-7', receivedAt, readings: [{ metrics: { temperature: 20 } }] },
    });
    expect(counts).toEqual({ MessagesPutAgain: 1 });
  });

  it('puts also a message that has no device in its topic: ingest will say what is wrong with it', async () => {
    const { entries, again } = setUp();
    await again(sqsRecord(JSON.stringify({ ...ruleError, topic: 'dt/demo', clientId: undefined })));
    expect(entries).toMatchObject([{ partitionKey: 'unknown', record: { topic: 'dt/demo', clientId: 'n/a' } }]);
  });

  it.each([
    ['is not JSON', 'no'],
    ['is not an object', 'null'],
    ['has no topic', JSON.stringify({ ...ruleError, topic: undefined })],
    ['has no base64OriginalPayload', JSON.stringify({ ...ruleError, base64OriginalPayload: 5 })],
  ])('refuses a message that %s', async (what, body) => {
    const { entries, again } = setUp();
    await expect(again(sqsRecord(body))).rejects.toMatchObject({
      code: 'RULE_ERROR_UNREADABLE',
      message: expect.stringContaining(what),
    });
    expect(entries).toEqual([]);
  });

  it('fails if the stream still does not take it', async () => {
    const { counts, again } = setUp(() => Promise.reject(new Error('throttled')));
    await expect(again(sqsRecord(JSON.stringify(ruleError)))).rejects.toThrow('throttled');
    expect(counts).toEqual({});
  });
});
