import { DuckDBIntervalValue, DuckDBTimestampNanosecondsValue } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { formatDouble, formatValue } from './format-value.ts';

// As Java's Double.toString writes them.
test.each([
  [90, '90.0'],
  [81.25, '81.25'],
  [0, '0.0'],
  [-0, '-0.0'],
  [1e7, '1.0E7'],
  [9_999_999, '9999999.0'],
  [12_345_678.5, '1.23456785E7'],
  [0.001, '0.001'],
  [0.00012, '1.2E-4'],
  [-1e-10, '-1.0E-10'],
])('%d is %s', (value, text) => expect(formatDouble(value)).toBe(text));

test('a timestamp has nanoseconds', () => {
  const value = new DuckDBTimestampNanosecondsValue(1_700_000_000_123_000_000n);
  expect(formatValue(value, { ScalarType: 'TIMESTAMP' })).toEqual({ ScalarValue: '2023-11-14 22:13:20.123000000' });
});

test('intervals, long and negative', () => {
  const interval = (months: number, days: number, micros: bigint) =>
    formatValue(new DuckDBIntervalValue(months, days, micros), { ScalarType: 'INTERVAL_DAY_TO_SECOND' }).ScalarValue;
  expect(interval(0, 6, -4n * 3_600_000_000n)).toBe('5 20:00:00.000000000');
  expect(interval(0, -1, -1_500_000n)).toBe('-1 00:00:01.500000000');
});

test('nothing is a null', () => expect(formatValue(null, { ScalarType: 'DOUBLE' })).toEqual({ NullValue: true }));
