import { expect, test } from 'vitest';
import { encodeMessage, readingsOf, temperatureOf } from './messages.ts';

const message = { seq: 12, time: 1_763_925_876_000, intervalMs: 1000, temperature: 64.25 };

test('the small message is one reading of one metric', () => {
  const payload = encodeMessage('small', message);
  expect(JSON.parse(payload)).toEqual({ seq: 12, time: message.time, metrics: { temperature: 64.25 } });
});

test('the full message is one reading of all metrics', () => {
  const { metrics, ...rest } = JSON.parse(encodeMessage('full', message));
  expect(rest).toEqual({ seq: 12, time: message.time });
  expect(Object.keys(metrics)).toHaveLength(6);
});

test('the long one is about 1 KB of readings at different times', () => {
  const payload = encodeMessage('1kb', message);
  expect(payload.length).toBeGreaterThan(900);
  expect(payload.length).toBeLessThan(1100);
  const times = (JSON.parse(payload).readings as { time: number }[]).map(({ time }) => time);
  expect(new Set(times).size).toBe(readingsOf['1kb']);
  expect(Math.min(...times)).toBeGreaterThan(message.time - message.intervalMs);
  expect(times.at(-1)).toBe(message.time);
});

test('as many messages change the temperature as are to decide', () => {
  const devices = 10;
  let changes = 0;
  for (let device = 0; device < devices; device++) {
    let isHot = false;
    for (let seq = 0; seq < 1000; seq++) {
      const nowHot = temperatureOf(device, devices, seq, 0.01) >= 90;
      if (seq === 0) expect(nowHot).toBe(false);
      if (nowHot !== isHot) changes += 1;
      isHot = nowHot;
    }
  }
  expect(changes / (devices * 1000)).toBeCloseTo(0.01, 2);
  expect(temperatureOf(3, devices, 500, 0)).toBe(60);
});
