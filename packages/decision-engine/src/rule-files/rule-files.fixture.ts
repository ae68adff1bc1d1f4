import type { DeviceType } from '@signalbox/contracts';
import { expect } from 'vitest';
import type { Rule } from '../rules/rule.ts';
import { type CompileOptions, compileRuleSet } from './compile-rule-set.ts';
import type { RuleFile } from './rule-file.ts';
import { type RuleProblem, RuleSetError } from './rule-set-error.ts';

export const pump: DeviceType = {
  deviceType: 'pump',
  description: 'a pump',
  deviceIdPattern: ['pump-*'],
  metrics: {
    temperature: { type: 'number', unit: '°C', minimum: -50, maximum: 200 },
    pressure: { type: 'number', unit: 'bar', minimum: 0, maximum: 400 },
    running: { type: 'boolean' },
    mode: { type: 'string', maxLength: 32 },
  },
};

export const oven: DeviceType = {
  deviceType: 'oven',
  description: 'an oven',
  deviceIdPattern: ['oven-*'],
  metrics: { temperature: { type: 'number', unit: '°C', minimum: 0, maximum: 400 }, mode: { type: 'boolean' } },
};

/** A rule that compiles, and that `more` adds to. */
export const hot = (more = ''): string => `deviceTypes: [pump]
when: temperature >= 90
then:
  - notification: { message: hot }
${more}`;

export const compileFiles = (files: readonly RuleFile[], options?: CompileOptions) =>
  compileRuleSet('demo', files, [pump, oven], options);

export const compileOne = (text: string, options?: CompileOptions): Rule => {
  const [rule, ...more] = compileFiles([{ file: 'hot.yaml', text }], options).rules;
  expect(more).toEqual([]);
  expect(rule?.kind).toBe('rule');
  return rule as Rule;
};

/** What is wrong with these files; something must be. */
export const problemsOf = (files: readonly RuleFile[], options?: CompileOptions): readonly RuleProblem[] => {
  let caught: unknown;
  try {
    compileFiles(files, options);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(RuleSetError);
  return (caught as RuleSetError).problems;
};

/** `line:column: message` of everything that is wrong with one rule. */
export const complaints = (text: string, options?: CompileOptions): string[] =>
  problemsOf([{ file: 'hot.yaml', text }], options).map(({ line, column, message }) => `${line}:${column}: ${message}`);
