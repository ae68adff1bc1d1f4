import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReadingBuffer, type WaitingReading } from './reading-buffer.ts';

const reading = (seq: number): WaitingReading => ({ seq, text: `{"seq":${seq}}` });
const seqs = (readings: readonly WaitingReading[]) => readings.map(({ seq }) => seq);

test('keeps order, and drops the oldest when full', () => {
  const buffer = createReadingBuffer(3);
  expect([1, 2, 3, 4, 5].map((seq) => buffer.push(reading(seq)))).toEqual([false, false, false, true, true]);
  expect(buffer.dropped).toBe(2);
  expect(seqs(buffer.take(2))).toEqual([3, 4]);
  expect(buffer.length).toBe(1);
});

test('what comes back stands in front again, in the order it was taken', () => {
  const buffer = createReadingBuffer(4);
  for (const seq of [1, 2, 3]) buffer.push(reading(seq));
  const first = buffer.take(1);
  const second = buffer.take(1);
  buffer.push(reading(4));
  buffer.giveBack(second);
  buffer.giveBack(first);
  expect(seqs(buffer.peek(9))).toEqual([1, 2, 3, 4]);
});

test('nothing vanishes uncounted, whatever happens', () => {
  const operations = fc.array(fc.oneof(fc.constant('push'), fc.constant('take'), fc.constant('giveBack')));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), operations, (capacity, steps) => {
      const buffer = createReadingBuffer(capacity);
      let seq = 0;
      let inFlight: readonly WaitingReading[] = [];
      for (const step of steps) {
        if (step === 'push') buffer.push(reading(seq++));
        if (step === 'take') inFlight = [...inFlight, ...buffer.take(2)];
        if (step === 'giveBack') {
          buffer.giveBack(inFlight);
          inFlight = [];
        }
        expect(buffer.length).toBeLessThanOrEqual(capacity);
        expect(buffer.length + inFlight.length + buffer.dropped).toBe(seq);
      }
    }),
  );
});
