import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PAYLOAD_BYTES, parseTelemetry, type TelemetryLimits } from './parse-telemetry.ts';
import { type ReasonCode, reasonCodes } from './schemas/quarantine-record.ts';
import type { TelemetryRecord } from './schemas/stream-record.ts';

const receivedAt = Date.parse('2026-11-23T18:30:00Z');
const minute = 60_000;

const record = (payload: string | Uint8Array, overrides: Partial<TelemetryRecord> = {}): TelemetryRecord => ({
  payload: Buffer.from(payload).toString('base64'),
  topic: 'dt/demo/pump-7/telemetry',
  clientId: 'pump-7',
  receivedAt,
  ...overrides,
});

const single = (reading: object, overrides?: Partial<TelemetryRecord>) => record(JSON.stringify(reading), overrides);
const temperature = { temperature: 81.2 };

const read = (from: TelemetryRecord, limits?: TelemetryLimits) => {
  const parsed = parseTelemetry(from, limits);
  if (!parsed.ok) throw new Error(`${parsed.rejection.reason}: ${parsed.rejection.detail}`);
  return parsed.value;
};

const messageReason = (from: TelemetryRecord): ReasonCode | undefined => {
  const parsed = parseTelemetry(from);
  return parsed.ok ? undefined : parsed.rejection.reason;
};

const readingReason = (reading: object, limits?: TelemetryLimits) => read(single(reading), limits).rejected[0]?.reason;

describe('parseTelemetry', () => {
  it('reads one reading', () => {
    const telemetry = read(
      single({ time: receivedAt - 5, seq: 3, metrics: { temperature: 81.2, running: true, mode: 'eco' } }),
    );
    expect(telemetry).toMatchObject({
      fleet: 'demo',
      deviceId: 'pump-7',
      clientId: 'pump-7',
      receivedAt,
      rejected: [],
    });
    expect(telemetry.deviceType.deviceType).toBe('pump');
    expect(telemetry.readings).toEqual([
      {
        index: 0,
        time: receivedAt - 5,
        timed: true,
        seq: 3,
        metrics: { temperature: 81.2, running: true, mode: 'eco' },
      },
    ]);
  });

  it('takes the time of receipt for a reading that has none', () => {
    expect(read(single({ metrics: temperature })).readings).toEqual([
      { index: 0, time: receivedAt, timed: false, metrics: temperature },
    ]);
  });

  it('reads RFC 3339', () => {
    expect(read(single({ time: '2026-11-23T19:29:00+01:00', metrics: temperature })).readings[0]?.time).toBe(
      receivedAt - minute,
    );
  });

  it('keeps the good readings of a backlog and names the bad ones', () => {
    const readings = [
      { time: receivedAt - 3, metrics: temperature },
      { time: receivedAt - 2, metrics: { temperature: 900 } },
      { time: receivedAt - 1, metrics: { colour: 1 } },
      { time: receivedAt, metrics: temperature },
    ];
    const telemetry = read(single({ readings }));
    expect(telemetry.readings.map(({ index }) => index)).toEqual([0, 3]);
    expect(telemetry.rejected.map(({ index, reason }) => [index, reason])).toEqual([
      [1, 'METRIC_RANGE'],
      [2, 'UNKNOWN_METRIC'],
    ]);
  });

  it('reads of a replayed message only the reading that was refused', () => {
    const readings = [0, 1, 2].map((index) => ({ time: receivedAt - index, metrics: temperature }));
    const replayed = single({ readings }, { replay: { quarantineId: 'q', reading: 1 } });
    expect(read(replayed).readings.map(({ index }) => index)).toEqual([1]);
    expect(read({ ...replayed, replay: { quarantineId: 'q' } }).readings).toHaveLength(3);
  });

  it.each<[ReasonCode, TelemetryRecord]>([
    ['EMPTY_PAYLOAD', record('')],
    ['NOT_JSON', record('not json')],
    ['NOT_JSON', record(new Uint8Array([0x7b, 0xff, 0x7d]))],
    ['PAYLOAD_TOO_LARGE', record(' '.repeat(MAX_PAYLOAD_BYTES + 1))],
    ['INVALID_SHAPE', single([])],
    ['INVALID_SHAPE', record('null')],
    ['INVALID_SHAPE', single({ metrics: {} })],
    ['INVALID_SHAPE', single({ metrics: { temperature: null } })],
    ['INVALID_SHAPE', record('{"metrics":{"temperature":1e999}}')],
    ['INVALID_SHAPE', single({ metrics: temperature, receivedAt: 0 })],
    ['INVALID_SHAPE', single({ metrics: temperature, seq: -1 })],
    ['INVALID_SHAPE', single({ readings: [] })],
    ['INVALID_SHAPE', single({ readings: [{ metrics: temperature }] })],
    ['INVALID_SHAPE', single({ readings: [{ time: 1, metrics: temperature }], metrics: temperature })],
    ['INVALID_TOPIC', single({ metrics: temperature }, { topic: 'dt/demo/telemetry' })],
    ['UNKNOWN_DEVICE_TYPE', single({ metrics: temperature }, { topic: 'dt/demo/boat-7/telemetry' })],
  ])('refuses the message with %s', (reason, from) => {
    expect(messageReason(from)).toBe(reason);
  });

  it.each<[ReasonCode, object]>([
    ['INVALID_SHAPE', { time: 'yesterday', metrics: temperature }],
    ['INVALID_SHAPE', { time: -1, metrics: temperature }],
    ['UNKNOWN_METRIC', { metrics: { colour: 3 } }],
    ['UNKNOWN_METRIC', { metrics: { toString: 3 } }],
    ['METRIC_TYPE', { metrics: { temperature: '81' } }],
    ['METRIC_TYPE', { metrics: { running: 1 } }],
    ['METRIC_RANGE', { metrics: { temperature: 200.1 } }],
    ['METRIC_RANGE', { metrics: { mode: 'x'.repeat(33) } }],
    ['TIME_IN_FUTURE', { time: receivedAt + 15 * minute + 1, metrics: temperature }],
  ])('refuses a reading with %s: %j', (reason, reading) => {
    expect(readingReason(reading)).toBe(reason);
  });

  it('bounds the time at both ends, inclusively', () => {
    const maxAgeMs = 60 * minute;
    expect(readingReason({ time: receivedAt + 15 * minute, metrics: temperature }, { maxAgeMs })).toBeUndefined();
    expect(readingReason({ time: receivedAt - maxAgeMs, metrics: temperature }, { maxAgeMs })).toBeUndefined();
    expect(readingReason({ time: receivedAt - maxAgeMs - 1, metrics: temperature }, { maxAgeMs })).toBe('TIME_TOO_OLD');
    expect(readingReason({ time: 0, metrics: temperature })).toBeUndefined();
  });

  it('is not moved by a __proto__ in the payload', () => {
    expect(read(record('{"metrics":{"__proto__":1}}')).rejected[0]?.reason).toBe('UNKNOWN_METRIC');
  });

  it('answers any bytes with a closed reason code, and accounts for every reading', () => {
    const payload = fc.oneof(fc.string(), fc.json(), fc.uint8Array());
    fc.assert(
      fc.property(payload, (bytes) => {
        const parsed = parseTelemetry(record(bytes));
        if (!parsed.ok) expect(reasonCodes).toContain(parsed.rejection.reason);
        else expect(parsed.value.readings.length + parsed.value.rejected.length).toBeGreaterThan(0);
      }),
    );
  });
});
