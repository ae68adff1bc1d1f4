import type { StreamRecord } from '@signalbox/contracts';
import { describe, expect, it } from 'vitest';
import { engineRecordOf } from './engine-record.ts';

const position = { shardId: 'shardId-0', sequenceNumber: '1' };
const about = { fleet: 'demo', deviceId: 'pump-7', receivedAt: 5000 };

const wrapped = (payload: unknown, topic = 'dt/demo/pump-7/telemetry'): StreamRecord => {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { payload: Buffer.from(text).toString('base64'), topic, clientId: 'gateway', receivedAt: 5000 };
};

describe('engineRecordOf', () => {
  it('takes the device from the topic and the time of receipt from the rule, whatever the payload says', () => {
    const parsed = engineRecordOf(wrapped({ time: 4000, seq: 3, metrics: { temperature: 95 } }), position);
    const reading = { index: 0, time: 4000, timed: true, seq: 3, metrics: { temperature: 95 } };
    expect(parsed).toEqual({
      ok: true,
      value: { kind: 'telemetry', deviceType: 'pump', ...about, position, readings: [reading] },
    });
  });

  it('leaves out the readings that ingestion refuses', () => {
    const readings = [500, 95].map((temperature) => ({ time: 4000, metrics: { temperature } }));
    const parsed = engineRecordOf(wrapped({ readings }), position);
    expect(parsed).toMatchObject({ ok: true, value: { readings: [{ index: 1, metrics: { temperature: 95 } }] } });
  });

  it('reads a tick', () => {
    expect(engineRecordOf({ type: 'tick', ...about, dueAt: 4000 }, position)).toEqual({
      ok: true,
      value: { kind: 'tick', ...about, position },
    });
  });

  it('reads settings', () => {
    const settings = { limit: 95, mode: null };
    expect(engineRecordOf({ type: 'settings', ...about, settings, by: 'ada' }, position)).toEqual({
      ok: true,
      value: { kind: 'settings', ...about, position, settings, by: 'ada' },
    });
  });

  it('reads an operation on an alarm', () => {
    const snooze = { rule: 'hot', operation: 'SNOOZE', by: 'ada', note: 'known', snoozeMs: 60_000 } as const;
    expect(engineRecordOf({ type: 'alarm', ...about, ...snooze }, position)).toEqual({
      ok: true,
      value: { kind: 'operation', ...about, position, ...snooze },
    });
  });

  it.each<[string, StreamRecord]>([
    ['telemetry', wrapped({ metrics: { temperature: 95 } })],
    ['a tick', { type: 'tick', ...about, dueAt: 4000 }],
    ['settings', { type: 'settings', ...about, settings: { limit: 95 }, by: 'ada' }],
    ['an operation', { type: 'alarm', ...about, rule: 'hot', operation: 'RESET', by: 'ada' }],
  ])('refuses %s under the key of another device', (_what, record) => {
    expect(engineRecordOf(record, position, 'pump-7').ok).toBe(true);
    expect(engineRecordOf(record, position, 'pump-8')).toMatchObject({ rejection: { reason: 'INVALID_RECORD' } });
  });

  it.each([
    ['a forged receipt', wrapped({ receivedAt: 1, metrics: { temperature: 95 } }), 'INVALID_SHAPE'],
    ['a payload that is no JSON', wrapped('hot'), 'NOT_JSON'],
    ['a topic too long', wrapped({ metrics: { temperature: 95 } }, 'dt/demo/x/pump-7/telemetry'), 'INVALID_TOPIC'],
    ['an unknown device', wrapped({ metrics: { temperature: 95 } }, 'dt/demo/lift-1/telemetry'), 'UNKNOWN_DEVICE_TYPE'],
  ])('refuses %s', (_what, record, reason) => {
    expect(engineRecordOf(record, position)).toMatchObject({ ok: false, rejection: { reason } });
  });
});
