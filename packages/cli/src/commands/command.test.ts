import { commandStatuses } from '@signalbox/contracts';
import { expect, test } from 'vitest';
import { statusNames } from './command.ts';

test('the statuses of the help are those of the contracts', () => {
  expect(statusNames).toEqual([...commandStatuses]);
});
