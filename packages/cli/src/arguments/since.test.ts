import { expect, test } from 'vitest';
import { instantOf, parseSince } from './since.ts';

test('a duration counts back from now, an instant stands', () => {
  expect(instantOf(parseSince('1h'), 10_000_000)).toBe(6_400_000);
  expect(instantOf(parseSince('2026-11-23T18:00:00+01:00'), 0)).toBe(Date.UTC(2026, 10, 23, 17));
});

test.each(['yesterday', '2026-11-23', '2026-13-41T00:00:00Z', '1x'])('%j is refused', (text) => {
  expect(() => parseSince(text)).toThrow('a duration such as 1h, or an instant');
});
