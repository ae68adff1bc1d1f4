import { describe, expect, it } from 'vitest';
import { parseStreamRecord } from './parse-stream-record.ts';
import { isTelemetry } from './stream-record.ts';

const telemetry = {
  payload: 'e30=',
  topic: 'dt/demo/pump-7/telemetry',
  clientId: 'n/a',
  receivedAt: 1_764_000_000_000,
};
const tick = { type: 'tick', fleet: 'demo', deviceId: 'pump-7', dueAt: 1, receivedAt: 2 };
const about = { fleet: 'demo', deviceId: 'pump-7', receivedAt: 2, by: 'ada' };
const settings = { ...about, type: 'settings', settings: { limit: 95.5, mode: 'eco', quiet: true, gone: null } };
const alarm = { ...about, type: 'alarm', rule: 'hot', operation: 'ACKNOWLEDGE', note: 'on my way' };
const parse = (value: unknown) => parseStreamRecord(Buffer.from(JSON.stringify(value)));

describe('parseStreamRecord', () => {
  it.each([
    ['what the rule writes', telemetry],
    ['telemetry that says so', { ...telemetry, type: 'telemetry' }],
    ['an empty payload', { ...telemetry, payload: '' }],
    ['a replayed record', { ...telemetry, replay: { quarantineId: 'q', reading: 2 } }],
    ['a tick', tick],
    ['settings', settings],
    ['an operation on an alarm', alarm],
    ['a snooze', { ...alarm, operation: 'SNOOZE', snoozeMs: 60_000 }],
  ])('takes %s', (_what, value) => {
    expect(parse(value)).toEqual({ ok: true, value });
  });

  it('tells what a device said from what is said about it', () => {
    const parsed = [tick, settings, alarm, telemetry]
      .map(parse)
      .map((record) => record.ok && isTelemetry(record.value));
    expect(parsed).toEqual([false, false, false, true]);
  });

  it.each([
    ['a field too many', { ...telemetry, device: 'x' }, 'device'],
    ['a field too few', { ...telemetry, topic: undefined }, 'topic'],
    ['a payload that is not base64', { ...telemetry, payload: '{}' }, '/payload'],
    ['an unknown type', { ...telemetry, type: 'tock' }, '/type'],
    ['a tick of no device', { ...tick, deviceId: '' }, '/deviceId'],
    ['settings that set nothing', { ...settings, settings: {} }, '/settings'],
    ['a setting that is a list', { ...settings, settings: { limit: [1] } }, '/settings/limit'],
    ['a setting of a strange name', { ...settings, settings: { 'a b': 1 } }, 'a b'],
    ['settings by nobody', { ...settings, by: '' }, '/by'],
    ['an operation that there is none', { ...alarm, operation: 'EXPLODE' }, '/operation'],
    ['an operation on no rule', { ...alarm, rule: undefined }, 'rule'],
    ['a snooze for ever', { ...alarm, operation: 'SNOOZE' }, 'snoozeMs'],
    ['a time to anything but a snooze', { ...alarm, snoozeMs: 1 }, '/snoozeMs'],
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
