import { telemetryMessage } from '@signalbox/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunkTelemetry, encodeReading, ReadingTooLargeError } from './telemetry-chunk.ts';

const value = (seq: number, mode = 'normal') => ({ time: 1_764_000_000_000 + seq, seq, metrics: { mode } });
const reading = (seq: number, mode?: string) => {
  const { time, metrics } = value(seq, mode);
  return { seq, text: encodeReading(time, seq, metrics) };
};
const parsed = (payload: Buffer) => telemetryMessage.check(JSON.parse(payload.toString()));

test('one reading is a single message, more are a backlog, both by the contract', () => {
  const single = chunkTelemetry([reading(1)]);
  expect(parsed(single.payload)).toEqual({ ok: true, value: value(1) });
  const backlog = chunkTelemetry([reading(1), reading(2)]);
  expect(parsed(backlog.payload)).toEqual({ ok: true, value: { readings: [value(1), value(2)] } });
});

test('never more readings than the contract takes', () => {
  const many = Array.from({ length: 1500 }, (_, seq) => reading(seq));
  const { count, payload } = chunkTelemetry(many);
  expect(count).toBe(1000);
  expect(parsed(payload).ok).toBe(true);
});

test('a message stays below the limit, and all of the readings get their turn', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 30 }), (modes) => {
      let waiting = modes.map((mode, seq) => reading(seq, mode));
      const sent: number[] = [];
      while (waiting.length > 0) {
        const { payload, count } = chunkTelemetry(waiting, 400);
        if (count > 1) expect(payload.length).toBeLessThanOrEqual(400);
        sent.push(...waiting.slice(0, count).map(({ seq }) => seq));
        waiting = waiting.slice(count);
      }
      expect(sent).toEqual(modes.map((_, seq) => seq));
    }),
  );
});

test('a reading that is too large goes alone', () => {
  const { count, payload } = chunkTelemetry([reading(1, 'x'.repeat(500)), reading(2)], 400);
  expect(count).toBe(1);
  expect(payload.length).toBeGreaterThan(400);
});

test('a reading that no message can carry is refused', () => {
  expect(() => encodeReading(0, 0, { mode: 'x'.repeat(200_000) })).toThrow(ReadingTooLargeError);
});
