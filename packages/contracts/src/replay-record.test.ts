import { describe, expect, it } from 'vitest';
import { parseStreamRecord } from './parse-stream-record.ts';
import { parseQuarantineId, quarantineId } from './quarantine-id.ts';
import { quarantineRecord } from './quarantine-record.ts';
import { replayEntry } from './replay-record.ts';
import type { QuarantinedMessage, QuarantineRecord } from './schemas/quarantine-record.ts';

const arrivedAt = Date.parse('2026-11-23T18:30:00Z');
const position = { shardId: 'shardId-000000000003', sequenceNumber: '49645', reading: 2 };
const message: QuarantinedMessage = {
  kind: 'message',
  quarantineId: quarantineId({ arrivedAt, ...position }),
  reason: 'METRIC_RANGE',
  detail: 'temperature 900',
  position,
  partitionKey: 'pump-7',
  receivedAt: arrivedAt,
  topic: 'dt/demo/pump-7/telemetry',
  clientId: 'pump-7',
  payload: 'e30=',
};

describe('quarantine', () => {
  it('takes its own records', () => {
    expect(quarantineRecord.check(message)).toEqual({ ok: true, value: message });
    expect(quarantineRecord.check({ ...message, reason: 'BAD_MOOD' }).ok).toBe(false);
    expect(quarantineRecord.check({ ...message, kind: 'record' }).ok).toBe(false);
  });

  it('ids lead back to the position', () => {
    expect(message.quarantineId).toBe('2026112318-000000000003-49645-2');
    expect(parseQuarantineId(message.quarantineId)).toEqual({
      ...position,
      arrivedAt: Date.parse('2026-11-23T18:00:00Z'),
    });
    expect(parseQuarantineId('2026112318-000000000003-49645')).not.toHaveProperty('reading');
    expect(parseQuarantineId('49645')).toBeUndefined();
  });

  it('says a message again as it was received, and where it comes from', () => {
    const { partitionKey, data } = replayEntry(message);
    expect(partitionKey).toBe('pump-7');
    expect(parseStreamRecord(data)).toEqual({
      ok: true,
      value: {
        payload: 'e30=',
        topic: message.topic,
        clientId: 'pump-7',
        receivedAt: arrivedAt,
        replay: { quarantineId: message.quarantineId, reading: 2 },
      },
    });
  });

  it('puts a record that could not be read back byte for byte', () => {
    const { topic: _topic, clientId: _clientId, ...rest } = message;
    const record: QuarantineRecord = {
      ...rest,
      kind: 'record',
      reason: 'INVALID_RECORD',
      payload: Buffer.from('{').toString('base64'),
    };
    expect(Buffer.from(replayEntry(record).data).toString()).toBe('{');
  });
});
