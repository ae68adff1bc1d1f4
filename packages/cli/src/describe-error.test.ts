import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';
import { Problem } from './problem.ts';

const refused = Object.assign(new Error('connect ECONNREFUSED'), {
  code: 'ECONNREFUSED',
  address: '127.0.0.1',
  port: 4566,
});

test.each([
  ['a wrong command line', new Problem('usage', 'no'), 'error: no', 2],
  ['a problem', new Problem('not-found', 'no such command'), 'error: no such command', 1],
  ['an endpoint that is not there', refused, /^error: nothing answers at 127.0.0.1:4566; start .*signalbox up/, 1],
  ['one with several addresses', new AggregateError([refused, refused]), /^error: nothing answers at 127/, 1],
  [
    'an error of AWS',
    Object.assign(new Error('Requested resource not found'), { name: 'ResourceNotFoundException', $metadata: {} }),
    'error: AWS refused: ResourceNotFoundException: Requested resource not found',
    1,
  ],
])('%s is one line', (_name, error, text, exitCode) => {
  const told = describeError(error);
  expect(told.text).toMatch(text);
  expect(told.text).not.toContain('\n');
  expect(told.exitCode).toBe(exitCode);
});

test('a fault of ours has its stack', () => {
  expect(describeError(new TypeError('x is undefined')).text).toMatch(/TypeError: x is undefined\n\s+at /);
});
