import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPace } from './pace.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('calls at a steady rate after the delay, until it is ended', () => {
  const task = vi.fn();
  const end = startPace(task, { intervalMs: 100, delayMs: 30 });
  vi.advanceTimersByTime(29);
  expect(task).toHaveBeenCalledTimes(0);
  vi.advanceTimersByTime(1 + 900);
  expect(task).toHaveBeenCalledTimes(10);
  end();
  vi.advanceTimersByTime(1000);
  expect(task).toHaveBeenCalledTimes(10);
});

test('an interval below a millisecond is kept by several calls at a time', () => {
  const task = vi.fn();
  const end = startPace(task, { intervalMs: 0.25, delayMs: 0, maxLate: 100 });
  vi.advanceTimersByTime(100);
  end();
  expect(task.mock.calls.length).toBeGreaterThanOrEqual(390);
  expect(task.mock.calls.length).toBeLessThanOrEqual(405);
});

test('a process that slept makes up for a few calls only', () => {
  const task = vi.fn();
  const real = performance.now.bind(performance);
  let sleptMs = 0;
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => real() + sleptMs);
  const end = startPace(task, { intervalMs: 10, delayMs: 10, maxLate: 5 });
  vi.advanceTimersByTime(10);
  sleptMs = 3_600_000;
  vi.advanceTimersByTime(10);
  end();
  spy.mockRestore();
  expect(task.mock.calls.length).toBeLessThan(10);
  expect(task.mock.calls.length).toBeGreaterThan(3);
});
