import { expect, test } from 'vitest';
import { predefinedConfigs, type TrafficRouting } from './deployment-config.ts';
import { routingSteps } from './routing-steps.ts';

const predefined = (name: string) =>
  predefinedConfigs.get(`CodeDeployDefault.${name}`)?.routing ?? ({ type: 'AllAtOnce' } as const);

const linear: TrafficRouting = {
  type: 'TimeBasedLinear',
  timeBasedLinear: { linearPercentage: 30, linearInterval: 2 },
};

test.each([
  ['all at once', predefined('LambdaAllAtOnce'), [[100, 0]]],
  [
    'a canary',
    predefined('LambdaCanary10Percent15Minutes'),
    [
      [10, 0],
      [100, 15],
    ],
  ],
  [
    'a linear one that does not divide 100',
    linear,
    [
      [30, 0],
      [60, 2],
      [90, 4],
      [100, 6],
    ],
  ],
])('%s', (_name, routing, expected) => {
  const steps = routingSteps(routing).map(({ percent, afterMs }) => [percent, afterMs / 60_000]);
  expect(steps).toEqual(expected);
});

test('ten percent a minute take nine minutes', () => {
  const steps = routingSteps(predefined('LambdaLinear10PercentEvery1Minute'));
  expect(steps).toHaveLength(10);
  expect(steps.at(-1)).toEqual({ percent: 100, afterMs: 540_000 });
});

test('every predefined configuration is there', () => {
  expect(predefinedConfigs.size).toBe(9);
});
