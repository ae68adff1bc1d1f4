import { expect, it } from 'vitest';
import { deploymentConfigOf } from './deployment-type.ts';

it.each([
  ['AllAtOnce', 'CodeDeployDefault.LambdaAllAtOnce'],
  ['Canary10Percent30Minutes', 'CodeDeployDefault.LambdaCanary10Percent30Minutes'],
  ['Linear10PercentEvery1Minute', 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute'],
  ['CodeDeployDefault.LambdaLinear10PercentEvery2Minutes', 'CodeDeployDefault.LambdaLinear10PercentEvery2Minutes'],
])('%s is predefined', (type, name) => {
  expect(deploymentConfigOf(type, 'shop-prod')).toEqual({ name });
});

const canary = { kind: 'TimeBasedCanary', percent: 25, minutes: 3 };

it('makes a config of other numbers, named after the stack', () => {
  const name = 'shop-prod-Canary25Percent3Minutes';
  const expected = { name, custom: { ...canary, name } };
  expect(deploymentConfigOf('Canary25Percent3Minutes', 'shop-prod')).toEqual(expected);
  expect(deploymentConfigOf({ canary: { percent: 25, minutes: 3 } }, 'shop-prod')).toEqual(expected);
});

it('takes a name of its own, alone for a config that the account has', () => {
  expect(deploymentConfigOf({ name: 'slow' }, 'shop-prod')).toEqual({ name: 'slow' });
  expect(deploymentConfigOf({ name: 'slow', canary: { percent: 25, minutes: 3 } }, 'shop-prod')).toEqual({
    ...{ name: 'slow', custom: { ...canary, name: 'slow' } },
  });
});

it.each([
  ['Canary10Percent', /is none of AllAtOnce, .* not written like/],
  ['CodeDeployDefault.LambdaCanary10Percent7Minutes', /is none of/],
  ['CodeDeployDefault.OneAtATime', /is none of/],
  ['Canary100Percent5Minutes', /1 to 99 percent/],
  ['Linear1PercentEvery30Minutes', /2880 minutes at most/],
  [{}, /needs a name, canary or linear/],
  [{ canary: { percent: 1, minutes: 1 }, linear: { percent: 1, minutes: 1 } }, /one of them/],
])('%j cannot be', (type, message) => {
  expect(() => deploymentConfigOf(type, 'shop-prod')).toThrow(message);
});
