import { describe, expect, it } from 'vitest';
import { parseAppSpec } from './app-spec.ts';

const properties = { Name: 'signalbox-decisions-x-decide', Alias: 'live', CurrentVersion: '3', TargetVersion: '4' };
const specOf = (own: object) => ({
  version: 0.0,
  Resources: [{ decide: { Type: 'AWS::Lambda::Function', Properties: own } }],
  Hooks: [{ BeforeAllowTraffic: 'hook' }],
});

describe('parseAppSpec', () => {
  it('reads function, alias and versions', () => {
    const expected = { functionName: properties.Name, alias: 'live', currentVersion: '3', targetVersion: '4' };
    expect(parseAppSpec(specOf(properties))).toEqual(expected);
    expect(parseAppSpec(specOf({ ...properties, CurrentVersion: 3, TargetVersion: 4 }))).toEqual(expected);
  });

  it('reads a first deployment, which has no version before', () => {
    expect(parseAppSpec(specOf({ ...properties, CurrentVersion: undefined }))).not.toHaveProperty('currentVersion');
  });

  it.each([
    ['null', null, 'names no function'],
    ['nothing to deploy', { version: 0, Resources: [] }, 'names no function'],
    ['another kind', { Resources: [{ a: { Type: 'AWS::ECS::Service', Properties: {} } }] }, 'names no function'],
    ['two', { Resources: [...specOf(properties).Resources, ...specOf(properties).Resources] }, 'more than one'],
    ['no target', specOf({ ...properties, TargetVersion: '' }), 'has no TargetVersion'],
    ['no properties', { Resources: [{ a: { Type: 'AWS::Lambda::Function' } }] }, 'has no Name'],
  ])('refuses %s', (_what, spec, message) => {
    expect(() => parseAppSpec(spec)).toThrow(message);
  });
});
