import { archiveLine, recordOfArchiveLine } from '@signalbox/contracts';
import { engineRecordOf } from '@signalbox/decision-engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dawn, lineOf, telemetry } from '../archive-lines.fixture.ts';
import { createBlock } from '../lines/line-block.ts';
import { scanOtherLine } from '../lines/scan-other-line.ts';
import { scanPlainLine } from '../lines/scan-plain-line.ts';
import { ShardTable } from '../lines/shard-table.ts';
import { DeviceTable, type KnownTopic } from './device-table.ts';
import { PayloadReader } from './payload-reader.ts';
import { RecordReader } from './record-reader.ts';
import { noRecords } from './tally.ts';

const position = { shardId: 'shardId-000000000000', sequenceNumber: '49645' };

const read = (text: string, { plain = true } = {}) => {
  const shards = new ShardTable();
  const block = createBlock(300_000);
  const length = block.bytes.write(text);
  block.bytes[length] = 0;
  const end = plain ? scanPlainLine(block, 0, shards) : -1;
  if (end < 0) scanOtherLine(block, 0, length - 1, shards);
  const counts = noRecords();
  const record = new RecordReader(new DeviceTable(1), counts).read(block, 0, position.shardId)?.record;
  return { record, counts };
};

/** What the contracts and the engine make of the line. */
const byContract = (text: string) => {
  const checked = archiveLine.check(JSON.parse(text));
  if (!checked.ok) throw new Error(checked.detail);
  const record = recordOfArchiveLine(checked.value);
  const parsed = record && engineRecordOf(record, position);
  return parsed?.ok ? parsed.value : undefined;
};

const profile = (new DeviceTable(1).topic(Buffer.from('dt/demo/pump-7/telemetry'), 0, 24, 0) as KnownTopic).profile;

/** Whether the payload is read without a full parse. */
const isQuick = (payload: string): boolean => {
  const text = Buffer.from(Buffer.from(payload).toString('base64'));
  return new PayloadReader().read(text, 0, text.length, profile, dawn) !== undefined;
};

describe('telemetry', () => {
  it.each([
    '{"metrics":{"temperature":20}}',
    '{"time":1764000000000,"seq":7,"metrics":{"temperature":-41.25,"running":true,"mode":"eco"}}',
    '{ "metrics": { "running": false, "temperature": 0.1 }, "seq": 0 }\n',
    '{"seq":1,"metrics":{"mode":""}}',
    '{"metrics":{"temperature":-0}}',
    '{"metrics":{"temperature":123.45678901234}}',
  ])('in the usual shape is read quickly, and as by the contracts: %s', (payload) => {
    const text = lineOf(position, telemetry('pump-7', dawn, payload));
    expect(isQuick(payload)).toBe(true);
    expect(byContract(text)).toBeDefined();
    expect(read(text).record).toEqual(byContract(text));
  });

  it.each([
    ['an exponent', '{"metrics":{"temperature":2e1}}'],
    ['many digits', '{"metrics":{"temperature":20.123456789012345}}'],
    ['a time as text', '{"time":"2026-11-23T00:00:00Z","metrics":{"temperature":20}}'],
    ['a backlog', '{"readings":[{"time":1764000000000,"metrics":{"temperature":20}}]}'],
    ['an escape', '{"metrics":{"mode":"e\\u0063o"}}'],
    ['another alphabet', '{"metrics":{"mode":"öko"}}'],
    ['a name twice', '{"metrics":{"temperature":20,"temperature":21}}'],
    ['a member twice', '{"seq":1,"seq":2,"metrics":{"temperature":20}}'],
    ['an unknown metric', '{"metrics":{"temperature":20,"colour":1}}'],
    ['a value out of range', '{"metrics":{"temperature":2000}}'],
    ['a wrong type', '{"metrics":{"temperature":true}}'],
    ['no metrics', '{"metrics":{}}'],
    ['a time in the future', `{"time":${dawn + 3_600_000},"metrics":{"temperature":20}}`],
    ['a time before 1970', '{"time":-1,"metrics":{"temperature":20}}'],
    ['more than JSON', '{"metrics":{"temperature":20}}x'],
    ['zeros before a number', '{"metrics":{"temperature":020}}'],
    ['nothing', ''],
  ])('with %s is left to the contracts', (_what, payload) => {
    const text = lineOf(position, telemetry('pump-7', dawn, payload));
    expect(isQuick(payload)).toBe(false);
    expect(read(text).record).toEqual(byContract(text));
  });

  it('that is longer than a message may be is refused', () => {
    const spaces = (length: number) => '{"metrics":{"temperature":20}}'.padEnd(length);
    const [fits, tooLong] = [131_072, 131_073].map((length) =>
      read(lineOf(position, telemetry('pump-7', dawn, spaces(length)))),
    );
    expect(fits?.record).toBeDefined();
    expect(tooLong?.counts.refusedRecords).toEqual({ PAYLOAD_TOO_LARGE: 1 });
  });

  it('of nobody, and readings that are refused, are counted', () => {
    const stranger = lineOf(position, telemetry('lift-1', dawn, { metrics: { temperature: 20 } }));
    expect(read(stranger).counts.refusedRecords).toEqual({ UNKNOWN_DEVICE_TYPE: 1 });
    const hot = lineOf(position, telemetry('pump-7', dawn, { metrics: { temperature: 900 } }));
    expect(read(hot).counts.refusedReadings).toEqual({ METRIC_RANGE: 1 });
    const unreadable = lineOf(position, { type: 'unreadable', partitionKey: 'x', data: 'AA==', receivedAt: 1 });
    expect(read(unreadable).counts.unreadable).toBe(1);
  });

  it('under the key of another device is refused', () => {
    const text = lineOf(position, {
      partitionKey: 'pump-8',
      ...telemetry('pump-7', dawn, { metrics: { temperature: 20 } }),
    });
    expect(read(text).counts.refusedRecords).toEqual({ INVALID_RECORD: 1 });
  });
});

const number = fc.oneof(
  fc.tuple(fc.integer({ min: -50, max: 400 }), fc.nat(999_999)).map(([whole, rest]) => `${whole}.${rest}`),
  fc.double({ min: -60, max: 410, noNaN: true }).map((value) => String(value)),
  fc.constantFrom(
    '0',
    '-0',
    '-0.0',
    '00',
    '1.',
    '.5',
    '1e2',
    '0.1E1',
    '-',
    '1.7976931348623157e308',
    '12345678901234567890',
  ),
);
const boolean = fc.constantFrom('true', 'false');
const text = fc.constantFrom('"eco"', '""', '"a\\nb"', '"ü"', '"a', '"0123456789012345678901234567890123456789"');
const odd = fc.oneof(number, boolean, text, fc.constantFrom('null', '[]', '{}', 'tru'));
const mostly = (usual: fc.Arbitrary<string>, other: fc.Arbitrary<string>) =>
  fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: other, weight: 1 });
const space = mostly(fc.constant(''), fc.constantFrom(' ', '\n', '\t '));
const named = (names: readonly string[], value: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom(...names), space, mostly(value, odd)).map(([name, gap, of]) => `"${name}"${gap}:${of}`);
const metric = mostly(
  fc.oneof(
    named(['temperature', 'pressure', 'flow', 'vibration'], number),
    named(['running'], boolean),
    named(['mode'], text),
  ),
  named(['temp', 'temperatures', 'constructor', '__proto__'], odd),
);
const metrics = fc
  .tuple(fc.array(metric, { minLength: 1, maxLength: 4 }), space)
  .map(([all, gap]) => `{${gap}${all.join(`${gap},`)}}`);
const count = fc.nat().map(String);
const members = fc.tuple(
  fc.option(named(['metrics'], metrics), { freq: 9 }),
  fc.option(named(['seq'], count)),
  fc.option(named(['time'], fc.nat(2 * dawn).map(String))),
  fc.option(fc.oneof(named(['extra', 'seq', 'time'], odd), named(['metrics'], metrics)), { freq: 1 }),
);
const payload = fc.tuple(members, fc.boolean(), space).map(([all, isReversed, gap]) => {
  const present = all.filter((each) => each !== null);
  return `{${(isReversed ? present.reverse() : present).join(',')}}${gap}`;
});

it('what is read quickly is what the contracts give, for any payload', () => {
  let quick = 0;
  fc.assert(
    fc.property(payload, (text) => {
      quick += isQuick(text) ? 1 : 0;
      const line = lineOf(position, telemetry('pump-7', dawn, text));
      const expected = byContract(line);
      expect(read(line).record).toEqual(expected);
      expect(read(line, { plain: false }).record).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
  expect(quick).toBeGreaterThan(100);
});

it('what is read quickly is what the contracts give, for bytes that are no JSON', () => {
  const base = '{"time":1764000000000,"seq":7,"metrics":{"temperature":-41.25,"running":true,"mode":"eco"}}';
  const odd = fc.string({
    unit: fc.constantFrom('"', '\\', '{', '}', ':', ',', '0', '.', '-', 'e', 'é', '\n', ' ', '\0'),
  });
  fc.assert(
    fc.property(fc.nat(base.length - 1), fc.nat(3), odd, (at, cut, text) => {
      const line = lineOf(position, telemetry('pump-7', dawn, base.slice(0, at) + text + base.slice(at + cut)));
      expect(read(line).record).toEqual(byContract(line));
    }),
    { numRuns: 3000 },
  );
});
