import { expect, test } from 'vitest';
import { isBehind, takesPart } from './archive-range.ts';

const at = (time: string): number => Date.parse(`2026-11-23T${time}:00Z`);
const range = { from: at('10:30'), to: at('12:30') };

test.each([
  ['arrived in the hour before', '09:59', '10:45', false],
  ['of the first hour, received before', '10:20', '10:29', false],
  ['of the first hour, received within', '10:31', '10:30', true],
  ['of an hour between, however late', '11:00', '03:00', true],
  ['of the last hour, late', '12:40', '03:00', true],
  ['of the last hour, received at its end', '12:29', '12:30', false],
  ['arrived in the hour behind', '13:00', '12:00', false],
])('a record %s: %s, %s: %s', (_what, arrivedAt, receivedAt, expected) => {
  expect(takesPart(at(arrivedAt), at(receivedAt), range)).toBe(expected);
});

test('without an end, nothing is behind it', () => {
  const open = { from: at('10:30'), to: undefined };
  expect([isBehind(at('13:00'), range), isBehind(at('12:59'), range), isBehind(at('13:00'), open)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(takesPart(at('23:00'), at('23:00'), open)).toBe(true);
});
