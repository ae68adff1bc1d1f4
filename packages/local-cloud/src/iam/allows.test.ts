import { expect, test } from 'vitest';
import { allows } from './allows.ts';

const hook = 'arn:aws:lambda:us-east-1:000000000000:function:CodeDeployHook_before';
const allow = (more: object) => ({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: hook, ...more });

test.each([
  ['the very action on the very resource', allow({}), true],
  ['in a list', allow({ Action: ['s3:*', 'lambda:*'], Resource: ['arn:aws:s3:::x', '*'] }), true],
  ['in another case', allow({ Action: 'Lambda:invokefunction' }), true],
  ['by a prefix', allow({ Resource: 'arn:aws:lambda:*:*:function:CodeDeployHook_*' }), true],
  ['of another resource', allow({ Resource: 'arn:aws:lambda:*:*:function:Other_*' }), false],
  ['of a resource of another case', allow({ Resource: hook.toLowerCase() }), false],
  ['of another action', allow({ Action: 'lambda:GetFunction' }), false],
  ['everything but', allow({ Action: undefined, NotAction: 's3:*' }), true],
  ['everything but this', allow({ Action: undefined, NotAction: 'lambda:*' }), false],
  ['every resource but this', allow({ Resource: undefined, NotResource: hook }), false],
  ['and denied elsewhere', [allow({}), { Effect: 'Deny', Action: '*', Resource: '*' }], false],
])('a policy that allows it %s', (_name, Statement, expected) => {
  const document = JSON.stringify({ Version: '2012-10-17', Statement });
  expect(allows([document], 'lambda:InvokeFunction', hook)).toBe(expected);
});

test('no policy allows nothing', () => {
  expect(allows([], 'lambda:InvokeFunction', hook)).toBe(false);
});
