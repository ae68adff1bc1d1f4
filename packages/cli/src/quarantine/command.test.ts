import { reasonCodes } from '@signalbox/contracts';
import { expect, test } from 'vitest';
import { reasonNames } from './command.ts';

test('the reasons of the help are those of the contracts', () => {
  expect(reasonNames).toEqual([...reasonCodes]);
});
