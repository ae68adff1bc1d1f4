import type { DeviceType } from '@signalbox/contracts';
import { describe, expect, it } from 'vitest';
import { compileRuleSet } from './compile-rule-set.ts';
import { RuleSetError } from './rule-set-error.ts';

const pump: DeviceType = {
  deviceType: 'pump',
  description: 'a pump',
  deviceIdPattern: ['pump-*'],
  metrics: {
    temperature: { type: 'number', unit: '°C', minimum: -50, maximum: 200 },
    running: { type: 'boolean' },
  },
};

const rule = {
  name: 'hot',
  kind: 'threshold',
  deviceTypes: ['pump'],
  metric: 'temperature',
  set: { atOrAbove: 90 },
  clear: { below: 80 },
  maxAge: '15m',
  onSet: [{ command: { name: 'set-fan', parameters: { speed: 100 }, expiresAfter: '5m' } }],
  onClear: [],
};

const compile = (...contents: unknown[]) =>
  compileRuleSet(
    'demo',
    contents.map((content, index) => ({ file: `${index}.json`, content })),
    [pump],
  );

const complaint = (...contents: unknown[]): string => {
  let caught: unknown;
  try {
    compile(...contents);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(RuleSetError);
  return (caught as RuleSetError).message;
};

describe('compileRuleSet', () => {
  it('compiles a threshold rule', () => {
    expect(compile(rule).rules).toEqual([
      {
        kind: 'threshold',
        name: 'hot',
        deviceTypes: ['pump'],
        metric: 'temperature',
        set: { comparison: 'atOrAbove', value: 90 },
        clear: { comparison: 'below', value: 80 },
        holdForMs: 0,
        maxAgeMs: 900_000,
        onSet: [{ command: { name: 'set-fan', parameters: { speed: 100 }, expiresInMs: 300_000 } }],
        onClear: [],
      },
    ]);
  });

  it.each([
    ['an unknown kind', { ...rule, kind: 'script' }, '0.json: kind: is "script"'],
    ['a member that does not exist', { ...rule, holdfor: '5s' }, '0.json: holdfor: is not known here'],
    ['a missing age', { ...rule, maxAge: undefined }, '0.json: maxAge: is missing'],
    ['a duration without a unit', { ...rule, holdFor: 30 }, '0.json: holdFor: is 30, must be a duration'],
    [
      'a lifetime of nothing',
      { ...rule, onSet: [{ command: { name: 'a', parameters: {}, expiresAfter: '0s' } }] },
      'onSet[0].command.expiresAfter: is "0s"',
    ],
    ['two bounds at once', { ...rule, set: { above: 1, below: 0 } }, '0.json: set: needs exactly one of'],
    ['a bound that is no number', { ...rule, set: { above: '90' } }, '0.json: set.above: is "90"'],
    ['both bounds on one side', { ...rule, clear: { above: 80 } }, '0.json: clear: must bound the other side'],
    ['bounds that overlap', { ...rule, clear: { below: 91 } }, '0.json: clear: overlaps set'],
    ['bounds that share a value', { ...rule, clear: { atOrBelow: 90 } }, '0.json: clear: overlaps set'],
    [
      'a metric that no pump has',
      { ...rule, metric: 'temprature' },
      '0.json: metric: "temprature" is not a number that a pump reports',
    ],
    ['a metric that is no number', { ...rule, metric: 'running' }, '0.json: metric: "running" is not a number'],
    ['an unknown device type', { ...rule, deviceTypes: ['lift'] }, '0.json: deviceTypes: "lift" is not a device type'],
    ['no device type', { ...rule, deviceTypes: [] }, '0.json: deviceTypes: names no device type'],
    [
      'an action that is no command',
      { ...rule, onSet: [{ notify: 'me' }] },
      '0.json: onSet[0].notify: is not known here',
    ],
    ['a file that is no object', null, '0.json: kind: is undefined'],
  ])('refuses %s and names file and field', (_what, content, expected) => {
    expect(complaint(content)).toContain(expected);
  });

  it('names every problem of every file, one a line', () => {
    const lines = complaint({ ...rule, maxAge: 1 }, { ...rule, metric: 'x', clear: {} }).split('\n');
    expect(lines.map((text) => text.split(':', 2).join(':'))).toEqual([
      '0.json: maxAge',
      '1.json: metric',
      '1.json: clear',
    ]);
  });

  it('refuses two rules of one name', () => {
    expect(complaint(rule, rule)).toBe('1.json: name: "hot" is already the name of the rule in 0.json');
  });

  it('hashes what the rules mean, not how the file is written', () => {
    const rearranged = Object.fromEntries(Object.entries({ ...rule, description: 'words' }).reverse());
    expect(compile(rearranged).hash).toBe(compile(rule).hash);
    expect(compile({ ...rule, maxAge: '900s' }).hash).toBe(compile(rule).hash);
    expect(compile({ ...rule, clear: { below: 79 } }).hash).not.toBe(compile(rule).hash);
  });
});
