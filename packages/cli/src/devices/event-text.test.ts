import { expect, test } from 'vitest';
import { eventText } from './event-text.ts';

test('says what happened to a device, and nothing of single readings', () => {
  const text = (event: Parameters<typeof eventText>[1]) => eventText('pump-1', event);
  expect(text({ type: 'acknowledged', readings: 1 })).toBeUndefined();
  expect(text({ type: 'connected' })).toBe('pump-1 connected');
  expect(text({ type: 'disconnected', reason: 'refused', retryMs: 120 })).toBe(
    'pump-1 not connected: refused; next attempt in 120 ms',
  );
  expect(text({ type: 'answered', commandId: 'c1', response: { status: 'SUCCEEDED', result: { speed: 100 } } })).toBe(
    'pump-1 command c1 SUCCEEDED {"speed":100}',
  );
  expect(text({ type: 'answered', commandId: 'c1', response: { status: 'REJECTED', reason: 'expired' } })).toBe(
    'pump-1 command c1 REJECTED expired',
  );
});
