import { expect, it } from 'vitest';
import { daysPattern, parseDays } from './days.ts';

it.each([
  ['daily', [0, 1, 2, 3, 4, 5, 6]],
  ['mon-fri', [1, 2, 3, 4, 5]],
  ['fri-mon', [0, 1, 5, 6]],
  ['sat,sun', [0, 6]],
  ['wed, mon-tue,mon', [1, 2, 3]],
  ['sun-sun', [0]],
])('%s', (text, days) => {
  expect(text).toMatch(new RegExp(daysPattern));
  expect(parseDays(text)).toEqual(days);
});

it.each(['', 'Mon', 'mon-', 'mon,,tue', 'mon;tue', 'daily,mon'])('%j names no days', (text) => {
  expect(text).not.toMatch(new RegExp(daysPattern));
});
