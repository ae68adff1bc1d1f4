import { describe, expect, it } from 'vitest';
import { engineRecordOf } from './engine-record.ts';

const position = { shardId: 'shardId-0', sequenceNumber: '1' };
const item = (data: Uint8Array, partitionKey = 'pump-7') => ({ ...position, partitionKey, arrivedAt: 5100, data });
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

const wrapped = (payload: unknown, topic = 'dt/demo/pump-7/telemetry') =>
  bytes({ payload: bytes(payload).toString('base64'), topic, clientId: 'gateway', receivedAt: 5000 });

describe('engineRecordOf', () => {
  it('takes the device from the topic and the time of receipt from the rule, whatever the payload says', () => {
    const parsed = engineRecordOf(item(wrapped({ time: 4000, seq: 3, metrics: { temperature: 95 } })));
    const reading = { index: 0, time: 4000, timed: true, seq: 3, metrics: { temperature: 95 } };
    expect(parsed).toEqual({
      ok: true,
      value: {
        ...{ kind: 'telemetry', deviceType: 'pump', fleet: 'demo', deviceId: 'pump-7', receivedAt: 5000, position },
        readings: [reading],
      },
    });
  });

  it('leaves out the readings that ingestion refuses', () => {
    const readings = [500, 95].map((temperature) => ({ time: 4000, metrics: { temperature } }));
    const parsed = engineRecordOf(item(wrapped({ readings })));
    expect(parsed).toMatchObject({ ok: true, value: { readings: [{ index: 1, metrics: { temperature: 95 } }] } });
  });

  it('reads a tick', () => {
    const tick = { type: 'tick', fleet: 'demo', deviceId: 'pump-7', dueAt: 4000, receivedAt: 5000 };
    expect(engineRecordOf(item(bytes(tick)))).toEqual({
      ok: true,
      value: { kind: 'tick', fleet: 'demo', deviceId: 'pump-7', receivedAt: 5000, position },
    });
  });

  it('refuses a record under the key of another device', () => {
    const parsed = engineRecordOf(item(wrapped({ metrics: { temperature: 95 } }), 'pump-8'));
    expect(parsed).toMatchObject({ ok: false, rejection: { reason: 'INVALID_RECORD' } });
  });

  it.each([
    ['no JSON', Buffer.from('not json'), 'INVALID_RECORD'],
    ['a forged receipt', wrapped({ receivedAt: 1, metrics: { temperature: 95 } }), 'INVALID_SHAPE'],
    ['a topic too long', wrapped({ metrics: { temperature: 95 } }, 'dt/demo/x/pump-7/telemetry'), 'INVALID_TOPIC'],
    ['an unknown device', wrapped({ metrics: { temperature: 95 } }, 'dt/demo/lift-1/telemetry'), 'UNKNOWN_DEVICE_TYPE'],
  ])('refuses %s', (_what, data, reason) => {
    expect(engineRecordOf(item(data))).toMatchObject({ ok: false, rejection: { reason } });
  });
});
