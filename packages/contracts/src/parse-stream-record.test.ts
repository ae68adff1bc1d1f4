import { describe, expect, it } from 'vitest';
import { parseStreamRecord } from './parse-stream-record.ts';
import { isTick } from './stream-record.ts';

const telemetry = {
  payload: 'e30=',
  topic: 'dt/demo/pump-7/telemetry',
  clientId: 'n/a',
  receivedAt: 1_764_000_000_000,
};
const tick = { type: 'tick', fleet: 'demo', deviceId: 'pump-7', dueAt: 1, receivedAt: 2 };
const parse = (value: unknown) => parseStreamRecord(Buffer.from(JSON.stringify(value)));

describe('parseStreamRecord', () => {
  it.each([
    ['what the rule writes', telemetry],
    ['telemetry that says so', { ...telemetry, type: 'telemetry' }],
    ['an empty payload', { ...telemetry, payload: '' }],
    ['a replayed record', { ...telemetry, replay: { quarantineId: 'q', reading: 2 } }],
    ['a tick', tick],
  ])('takes %s', (_what, value) => {
    expect(parse(value)).toEqual({ ok: true, value });
  });

  it('tells ticks from telemetry', () => {
    const parsed = [parse(tick), parse(telemetry)].map((record) => record.ok && isTick(record.value));
    expect(parsed).toEqual([true, false]);
  });

  it.each([
    ['a field too many', { ...telemetry, device: 'x' }, 'device'],
    ['a field too few', { ...telemetry, topic: undefined }, 'topic'],
    ['a payload that is not base64', { ...telemetry, payload: '{}' }, '/payload'],
    ['an unknown type', { ...telemetry, type: 'tock' }, '/type'],
    ['a tick of no device', { ...tick, deviceId: '' }, '/deviceId'],
    ['no object', [telemetry], 'object'],
  ])('refuses %s and names it', (_what, value, named) => {
    const parsed = parse(value);
    expect(parsed).toMatchObject({ ok: false, rejection: { reason: 'INVALID_RECORD' } });
    expect(!parsed.ok && parsed.rejection.detail).toContain(named);
  });

  it('refuses what is not JSON', () => {
    expect(parseStreamRecord(Buffer.from('\u0000'))).toMatchObject({ rejection: { reason: 'INVALID_RECORD' } });
  });
});
