import { expect, test } from 'vitest';
import { formatTable, printable } from './table.ts';

test('columns are as wide as what they hold', () => {
  const columns = [
    { heading: 'DEVICE', value: ({ id }: { id: string; n: number }) => id },
    { heading: 'N', value: ({ n }: { id: string; n: number }) => String(n), alignRight: true },
  ];
  expect(
    formatTable(columns, [
      { id: 'pump-1', n: 5 },
      { id: 'p', n: 1234 },
    ]),
  ).toEqual(['DEVICE     N', 'pump-1     5', 'p       1234']);
});

test('what a device wrote cannot steer the terminal', () => {
  expect(printable('\u001b[31mred\u001b[0m\nnext\u0007')).toBe('red·next·');
});
