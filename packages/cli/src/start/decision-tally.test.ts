import type { Decision } from '@signalbox/contracts';
import { expect, test } from 'vitest';
import { noDecisions, tally } from './decision-tally.ts';

const common = {
  ...{ decisionId: 'd', ruleSet: 'default', fleet: 'demo', deviceId: 'pump-demo-5', decidedAt: 1 },
  cause: { type: 'timer', timer: 'for', dueAt: 1 } as const,
};
const command: Decision = {
  ...common,
  ...{
    rule: 'pump-overheating',
    reason: 'temperature 95.5 >= 90',
    command: { name: 'set-fan', parameters: { speed: 100 } },
  },
};
const notification: Decision = {
  ...common,
  ...{ rule: 'pump-strained', reason: 'vibration 5.6 > 4.5', notification: { message: 'a\u001b[31mpump\n strains' } },
};

test('decisions are counted by rule and notifications in all; the last is said in words', () => {
  const one = tally(noDecisions, command);
  expect(one).toEqual({
    byRule: { 'pump-overheating': 1 },
    notifications: 0,
    last: 'pump-demo-5: temperature 95.5 >= 90 -> set-fan {"speed":100} (pump-overheating)',
  });
  expect(tally(tally(one, command), notification)).toEqual({
    byRule: { 'pump-overheating': 2, 'pump-strained': 1 },
    notifications: 1,
    last: 'pump-demo-5: vibration 5.6 > 4.5 -> "apump· strains" (pump-strained)',
  });
});

test('an action of a detector model is said by its type', () => {
  const action = { type: 'sns', event: 'e', lifecycle: 'onEnter', payload: '{}', targetArn: 'arn' } as const;
  const decision: Decision = { ...common, rule: 'motor', reason: 'Normal -> Dangerous', action };
  expect(tally(noDecisions, decision).last).toBe('pump-demo-5: Normal -> Dangerous -> sns (motor)');
});
