import { expect, test } from 'vitest';
import { trustsService } from './trusts-service.ts';

const lambda = { Service: 'lambda.amazonaws.com' };
const statement = (more: object) => ({ Effect: 'Allow', Principal: lambda, Action: 'sts:AssumeRole', ...more });

test.each([
  ['the service alone', statement({}), true],
  [
    'the service among others',
    statement({ Principal: { Service: ['iot.amazonaws.com', 'lambda.amazonaws.com'] } }),
    true,
  ],
  ['another service', statement({ Principal: { Service: 'iot.amazonaws.com' } }), false],
  ['an account', statement({ Principal: { AWS: 'arn:aws:iam::000000000000:root' } }), false],
  ['anybody', statement({ Principal: '*' }), true],
  ['only tagging of the session', statement({ Action: 'sts:TagSession' }), false],
  ['one of several actions', statement({ Action: ['sts:TagSession', 'sts:AssumeRole'] }), true],
  ['one of several statements', [statement({ Principal: { AWS: '*' } }), statement({})], true],
  ['a denial beside it', [statement({}), statement({ Effect: 'Deny' })], false],
])('a role that trusts %s', (_name, Statement, expected) => {
  expect(trustsService(JSON.stringify({ Version: '2012-10-17', Statement }), 'lambda.amazonaws.com')).toBe(expected);
});
