import { describe, expect, it } from 'vitest';
import { rawLine } from '../../test/raw-lines.ts';
import { askedRecordOf } from './asked-record.ts';
import { rawLineOf, rawLines } from './raw-line.ts';

const textOf = ({ data }: { readonly data: Uint8Array }): string => Buffer.from(data).toString();

describe('askedRecordOf', () => {
  it('gives the record as the stream gave it, and whose it is', () => {
    const line = { ...rawLine('pump-1', '{"metrics":{}}', 7), member: 'that no contract knows' };
    const { shardId, sequenceNumber, ...record } = line;
    const asked = askedRecordOf(line);
    expect(asked).toMatchObject({ shardId, sequenceNumber, partitionKey: 'pump-1', deviceId: 'pump-1', fleet: 'demo' });
    expect(JSON.parse(textOf(asked))).toEqual(record);
  });

  it('keeps the key under which a record strayed', () => {
    const asked = askedRecordOf({ ...rawLine('pump-1', ''), partitionKey: 'pump-2' });
    expect(asked).toMatchObject({ partitionKey: 'pump-2', deviceId: 'pump-1' });
    expect(textOf(asked)).not.toContain('partitionKey');
  });

  it('reads of whom a record is that contracts could not read', () => {
    const { shardId, sequenceNumber, receivedAt, ...record } = rawLine('pump-1', '{}', 3, 500);
    const data = Buffer.from(JSON.stringify({ ...record, receivedAt })).toString('base64');
    const line = { shardId, sequenceNumber, type: 'unreadable', partitionKey: 'pump-1', data, receivedAt: 777 };
    expect(askedRecordOf(line)).toMatchObject({ deviceId: 'pump-1', receivedAt: 500, arrivedAt: 777 });
  });

  it('gives bytes that are nothing as they came', () => {
    const place = { shardId: 's', sequenceNumber: '1', receivedAt: 5 };
    const asked = askedRecordOf({ ...place, type: 'unreadable', partitionKey: 'x', data: '/w==' });
    expect([...asked.data]).toEqual([255]);
    expect(asked).toMatchObject({ partitionKey: 'x', deviceId: 'unknown', fleet: 'unknown' });
  });
});

it('takes lines that contracts refuse, if they stand somewhere', () => {
  const line = { shardId: 's', sequenceNumber: '1', receivedAt: 5, topic: 7 };
  const others = ['no json', '{}', '7', JSON.stringify({ ...line, sequenceNumber: 'x' })];
  expect(rawLines([JSON.stringify(line), ...others, ''].join('\n'))).toEqual([line]);
  expect(rawLineOf(null)).toBeUndefined();
});
