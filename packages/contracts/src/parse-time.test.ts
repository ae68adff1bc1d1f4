import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';

describe('parseTime', () => {
  it('takes epoch milliseconds as they are', () => {
    expect(parseTime(1_764_000_000_123)).toBe(1_764_000_000_123);
  });

  it('reads every RFC 3339 text that a Date writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
        (date) => {
          expect(parseTime(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });

  it.each([
    ['2026-11-23T18:30:00Z', '2026-11-23T18:30:00.000Z'],
    ['2026-11-23t18:30:00z', '2026-11-23T18:30:00.000Z'],
    ['2026-11-23 18:30:00+02:00', '2026-11-23T16:30:00.000Z'],
    ['2026-11-23T18:30:00.123456-05:30', '2026-11-24T00:00:00.123Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseTime(text)).toBe(Date.parse(expected));
  });

  it.each([
    '2026-11-23',
    '2026-11-23T18:30:00',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-23T24:00:00Z',
    '0026-11-23T18:30:00Z',
    '1764000000',
    'now',
    '',
    -1,
    1.5,
    Number.POSITIVE_INFINITY,
    8_640_000_000_000_001,
  ])('refuses %j', (time) => {
    expect(parseTime(time)).toBeUndefined();
  });
});
