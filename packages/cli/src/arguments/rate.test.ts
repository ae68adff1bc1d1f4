import { expect, test } from 'vitest';
import { parseRate } from './rate.ts';

test.each([
  ['1/s', 1],
  ['0.5/s', 0.5],
  ['30/m', 0.5],
  ['3600/h', 1],
])('%s is %d a second', (text, perSecond) => {
  expect(parseRate(text)).toBe(perSecond);
});

test.each(['', '1', '/s', '1/d', '0/s', '-1/s', '1 /s', '20000/s', '1e3/s'])('%j is refused', (text) => {
  expect(() => parseRate(text)).toThrow('A rate is a number and one of /s, /m, /h');
});
