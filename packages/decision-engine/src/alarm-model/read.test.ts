import { describe, expect, it } from 'vitest';
import { hot } from './alarm.fixture.ts';
import { checkAlarmModel } from './check.ts';
import { isAlarmModel } from './form.ts';
import { readAlarmModel } from './read.ts';

const pascal = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name.charAt(0).toUpperCase() + name.slice(1), pascal(each)]),
  );
};
const properties = pascal(hot);
const resource = { Type: 'AWS::IoTEvents::AlarmModel', Properties: properties };

const { model: expected } = readAlarmModel(hot);

describe('an alarm model', () => {
  it.each([
    ['DescribeAlarmModel', { ...hot, alarmModelArn: 'arn', creationTime: 1, lastUpdateTime: 2, status: 'ACTIVE' }],
    ['a resource', resource],
    ['its properties', properties],
    ['a template', { Resources: { Other: { Type: 'AWS::SNS::Topic' }, Hot: resource } }],
  ])('is the same as %s', (_, document) => {
    expect(readAlarmModel(document)).toMatchObject({ model: expected, problems: [] });
    expect(isAlarmModel(document)).toBe(true);
  });

  it('has what it was made of, and the defaults of AWS', () => {
    expect(expected).toMatchObject({
      name: 'hot',
      key: 'id',
      severity: 3,
      disabledOnInitialization: false,
      acknowledgeFlow: true,
    });
    const { alarmCapabilities: _, ...bare } = hot;
    expect(readAlarmModel(bare).model).toMatchObject({
      disabledOnInitialization: true,
      acknowledgeFlow: false,
      notifications: [],
    });
  });

  it('is chosen in a template that has several', () => {
    const template = { Resources: { One: resource, Two: resource } };
    expect(readAlarmModel(template).problems[0]?.message).toBe(
      'The template has several alarm models, choose one of: One, Two.',
    );
    expect(readAlarmModel(template, { resource: 'Two' })).toMatchObject({ source: { logicalId: 'Two' }, problems: [] });
  });
});

const withRule = (changes: object) => ({
  ...hot,
  alarmRule: { simpleRule: { ...hot.alarmRule.simpleRule, ...changes } },
});
const withActions = (...alarmActions: object[]) => ({ ...hot, alarmEventActions: { alarmActions } });

describe('what is wrong with it', () => {
  it.each([
    ['nothing of an alarm', { a: 1 }, 'This is no alarm model: it has no alarm rule.'],
    ['an unknown member', { ...hot, colour: 'red' }, "'colour' is not known here"],
    ['no rule', { ...hot, alarmRule: {} }, "lacks its 'simpleRule'"],
    ['an operator that is none', withRule({ comparisonOperator: 'MORE' }), "but must be 'GREATER' or"],
    [
      'an action that an alarm cannot do',
      withActions({ setVariable: { variableName: 'a', value: '1' } }),
      'is setVariable, which an alarm cannot do',
    ],
  ])('%s', (_, document, message) => {
    expect(readAlarmModel(document).model).toBeUndefined();
    expect(
      readAlarmModel(document)
        .problems.map((problem) => problem.message)
        .join(),
    ).toContain(message);
  });

  it.each([
    [
      'a property that is no expression',
      withRule({ inputProperty: '$input.' }),
      'alarmRule.simpleRule.inputProperty',
      'cannot be read',
    ],
    [
      'a property that is no attribute',
      withRule({ inputProperty: '12' }),
      'alarmRule.simpleRule.inputProperty',
      'must be an attribute of an input',
    ],
    [
      'a threshold of AWS IoT SiteWise',
      withRule({ threshold: '$sitewise.assetModel.m.p.propertyValue.value' }),
      'alarmRule.simpleRule.threshold',
      '$sitewise is not known',
    ],
    [
      'a payload that is no expression',
      withActions({ sns: { targetArn: 'arn', payload: { contentExpression: '1 +', type: 'STRING' } } }),
      'alarmEventActions.alarmActions[0].sns.payload.contentExpression',
      'cannot be read',
    ],
    [
      'a table that is no expression',
      withActions({ dynamoDBv2: { tableName: "'t" } }),
      'alarmEventActions.alarmActions[0].dynamoDBv2.tableName',
      'cannot be read',
    ],
    ['a severity below none', { ...hot, severity: -1 }, 'severity', 'must be from 0'],
  ])('%s', (_, document, path, message) => {
    const { model } = readAlarmModel(document);
    if (model === undefined) throw new Error('it could not be read');
    const [problem, ...others] = checkAlarmModel(model);
    expect(others).toEqual([]);
    expect(problem?.locations).toEqual([{ path }]);
    expect(problem?.message).toContain(message);
  });

  it('nothing, of a good one', () => {
    expect(expected && checkAlarmModel(expected)).toEqual([]);
  });
});
