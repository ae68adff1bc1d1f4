import { expect, test } from 'vitest';
import { readItemFailures } from './item-failures.ts';

const ids = new Set(['1', '2']);

test.each([
  ['', new Set()],
  ['null', new Set()],
  ['{}', new Set()],
  ['{"batchItemFailures":[]}', new Set()],
  ['{"batchItemFailures":null}', new Set()],
  ['{"batchItemFailures":[{"itemIdentifier":"2"}]}', new Set(['2'])],
])('%s fails %o', (answer, failed) => {
  expect(readItemFailures(Buffer.from(answer), ids)).toEqual({ failed });
});

test.each([
  '{"batchItemFailures":[{"itemIdentifier":""}]}',
  '{"batchItemFailures":[{"itemIdentifier":null}]}',
  '{"batchItemFailures":[{"wrong":"2"}]}',
  '{"batchItemFailures":[{"itemIdentifier":"3"}]}',
  '{"batchItemFailures":"1"}',
])('%s fails the whole batch', (answer) => {
  expect(readItemFailures(Buffer.from(answer), ids)).toBe('all');
});
