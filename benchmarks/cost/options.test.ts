import { expect, test } from 'vitest';
import { readOptions } from './options.ts';
import { Problem } from './problem.ts';

test('the run goes at the rate of the bill unless it is told otherwise', () => {
  expect(readOptions(['--rate', '500'])).toMatchObject({ rate: 500, measureRate: 500, kinds: ['small', '1kb'] });
  expect(readOptions(['--measure-rate', '100'])).toMatchObject({ rate: 1000, measureRate: 100 });
});

test('help and prices run nothing', () => {
  expect(readOptions(['--help'])).toBe('help');
  expect(readOptions(['--prices'])).toBe('prices');
});

test.each([
  ['--rate', 'x'],
  ['--devices', '0'],
  ['--decisions', '2'],
  ['--messages', 'huge'],
  ['--frobnicate', '1'],
])('%s %s is refused by name', (name, value) => {
  expect(() => readOptions([name, value])).toThrow(Problem);
  expect(() => readOptions([name, value])).toThrow(name);
});
