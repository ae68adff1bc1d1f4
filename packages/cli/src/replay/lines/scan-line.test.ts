import { archiveLine, recordOfArchiveLine } from '@signalbox/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dawn, lineOf, telemetry } from '../archive-lines.fixture.ts';
import { hashOfDevice } from './device-hash.ts';
import { createBlock, field, type LineBlock } from './line-block.ts';
import { scanOtherLine } from './scan-other-line.ts';
import { scanPlainLine } from './scan-plain-line.ts';
import { ShardTable } from './shard-table.ts';

const position = { shardId: 'shardId-000000000012', sequenceNumber: '4964500000000000000000000000000000000012345' };
const record = telemetry('pump-7', dawn, { metrics: { temperature: 20 } });
const plain = lineOf(position, record);

const blockOf = (text: string): LineBlock => {
  const block = createBlock(4096);
  const length = block.bytes.write(text);
  block.bytes[length] = 0;
  return block;
};

const scan = (text: string) => {
  const shards = new ShardTable();
  const block = blockOf(text);
  return { block, shards, end: scanPlainLine(block, 0, shards) };
};

const textAt = (block: LineBlock, start: number, end: number) =>
  block.bytes.toString('latin1', block.at(0, start), block.at(0, end));

const foundIn = (block: LineBlock, shards: ShardTable) => ({
  shardId: shards.names[block.at(0, field.shard)],
  sequenceNumber: block.sequenceNumber(0),
  payload: textAt(block, field.payloadStart, field.payloadEnd),
  topic: textAt(block, field.topicStart, field.topicEnd),
  receivedAt: block.times[0],
});

describe('a line as the archive function writes it', () => {
  it('is taken apart', () => {
    const { block, shards, end } = scan(plain);
    expect(end).toBe(plain.length - 1);
    const { clientId: _client, ...rest } = JSON.parse(plain);
    expect(foundIn(block, shards)).toEqual(rest);
    expect(block.at(0, field.deviceHash)).toBe(hashOfDevice('pump-7'));
  });

  it('is left alone while it is not all there', () => {
    for (let length = 0; length < plain.length; length += 1) expect(scan(plain.slice(0, length)).end).toBe(-1);
  });

  it.each([
    ['white space', plain.replace(':', ': ')],
    ['other names first', lineOf({ sequenceNumber: '1', shardId: 's' }, record)],
    ['a replay', lineOf(position, { ...record, replay: { quarantineId: 'x' } })],
    ['a key of its own', lineOf(position, { partitionKey: 'x', ...record })],
    ['a type', lineOf(position, { type: 'telemetry', ...record })],
    ['escapes', plain.replace('"clientId":"p', '"clientId":"\\u0070')],
    ['another topic', plain.replace('/telemetry', '/alarms')],
    ['a tick', lineOf(position, { type: 'tick', fleet: 'demo', deviceId: 'pump-7', dueAt: 1, receivedAt: 2 })],
  ])('with %s is left to a full parse, which gives the device the same hash', (_what, text) => {
    const { block, shards, end } = scan(text);
    expect(end).toBe(-1);
    expect(scanOtherLine(block, 0, text.length - 1, shards)).toBeUndefined();
    expect(block.at(0, field.deviceHash)).toBe(hashOfDevice('pump-7'));
    const { sequenceNumber } = JSON.parse(text);
    expect(block.sequenceNumber(0)).toBe(sequenceNumber);
  });

  it('is read alike by both', () => {
    const { block, shards } = scan(plain);
    const other = blockOf(plain);
    scanOtherLine(other, 0, plain.length - 1, shards);
    for (const name of [field.start, field.end, field.shard, field.sequenceStart, field.deviceHash]) {
      expect(other.at(0, name)).toBe(block.at(0, name));
    }
    expect(other.times[0]).toBe(block.times[0]);
  });
});

describe('a line that is none', () => {
  it.each([
    ['no JSON', 'nonsense', /^not JSON/],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), /^not UTF-8$/],
    ['no record', '{"a":1}', /sequenceNumber|shardId/],
    ['too large a time', plain.replace(/"receivedAt":\d+/, '"receivedAt":9999999999999999'), /receivedAt/],
    ['a payload that is no base64', plain.replace('"payload":"', '"payload":"*'), /payload/],
    ['a number with zeros before it', plain.replace('"4964', '"04964'), /sequenceNumber/],
  ])('(%s) is told by its fault', (_what, text, fault) => {
    const bytes = Buffer.from(text);
    const shards = new ShardTable();
    const block = createBlock(4096);
    bytes.copy(block.bytes);
    block.bytes[bytes.length] = 0;
    expect(scanPlainLine(block, 0, shards)).toBe(-1);
    const end = bytes.at(-1) === 0x0a ? bytes.length - 1 : bytes.length;
    expect(scanOtherLine(block, 0, end, shards)?.detail).toMatch(fault);
    expect(block.count).toBe(0);
  });
});

const oddText = fc.string({
  unit: fc.constantFrom('p', '-', '"', '\\', '{', '}', ':', ',', '0', '9', '=', 'é', '\n', ' '),
});

const mutated = fc
  .tuple(fc.nat(plain.length - 1), fc.nat(4), oddText)
  .map(([at, cut, text]) => plain.slice(0, at) + text + plain.slice(at + cut));

it('whatever is taken apart is what the contract reads in it', () => {
  let taken = 0;
  fc.assert(
    fc.property(mutated, (text) => {
      const { block, shards, end } = scan(text);
      if (end < 0) return;
      taken += 1;
      const checked = archiveLine.check(JSON.parse(text.slice(0, end)));
      if (!checked.ok) throw new Error(checked.detail);
      expect(recordOfArchiveLine(checked.value)).toMatchObject({ topic: foundIn(block, shards).topic });
      expect(checked.value).toMatchObject(foundIn(block, shards));
    }),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(50);
});
