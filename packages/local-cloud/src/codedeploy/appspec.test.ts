import { expect, test } from 'vitest';
import { AppSpecError, readAppSpec, writeAppSpec } from './appspec.ts';

const plan = {
  functionName: 'decide',
  alias: 'live',
  currentVersion: '1',
  targetVersion: '2',
  beforeAllowTraffic: 'CodeDeployHook_before',
  afterAllowTraffic: 'CodeDeployHook_after',
};

const yaml = `
version: 0.0
Resources:
  - decide:
      Type: AWS::Lambda::Function
      Properties:
        Name: decide
        Alias: live
        CurrentVersion: 1
        TargetVersion: "2"
Hooks:
  - BeforeAllowTraffic: CodeDeployHook_before
  - AfterAllowTraffic: CodeDeployHook_after
`;

test('YAML is read, with versions that look like numbers', () => {
  expect(readAppSpec(yaml)).toEqual(plan);
});

test('what is written is read as it was', () => {
  const { beforeAllowTraffic: _b, afterAllowTraffic: _a, ...bare } = plan;
  expect(readAppSpec(writeAppSpec(plan))).toEqual(plan);
  expect(readAppSpec(writeAppSpec(bare))).toEqual(bare);
});

test.each([
  ['nothing', '', 'empty'],
  ['no YAML', '{', 'well-formed'],
  ['another version', yaml.replace('0.0', '1.0'), 'version'],
  ['a container service', yaml.replace('Lambda::Function', 'ECS::Service'), 'AWS::Lambda::Function'],
  ['no old version', yaml.replace('CurrentVersion: 1', 'CurrentVersion: ""'), 'CurrentVersion'],
  ['another hook', yaml.replace('AfterAllowTraffic', 'AfterInstall'), 'AfterInstall'],
  ['an unknown property', yaml.replace('Alias', 'Handler: x\n        Alias'), 'Handler'],
  ['two resources', `${yaml.split('Hooks')[0]}  - other: {}`, 'exactly one'],
])('an AppSpec with %s is refused', (_name, content, message) => {
  expect(() => readAppSpec(content)).toThrow(AppSpecError);
  expect(() => readAppSpec(content)).toThrow(message);
});
