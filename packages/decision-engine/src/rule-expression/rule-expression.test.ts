import { describe, expect, it } from 'vitest';
import { pumpNames, scopeOf } from './rule-expression.fixture.ts';
import { compileCondition, compileRuleExpression } from './rule-expression.ts';
import { RuleExpressionError } from './rule-expression-error.ts';
import type { RuleScope } from './scope.ts';

const evaluate = (text: string, metrics: RuleScope['metrics'] = {}, more: Partial<RuleScope> = {}) =>
  compileRuleExpression(text, pumpNames).evaluate(scopeOf(metrics, more));

const problemsOf = (text: string) => {
  let caught: unknown;
  try {
    compileCondition(text, pumpNames);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(RuleExpressionError);
  return (caught as RuleExpressionError).problems;
};

describe('values', () => {
  it.each([
    ['13 / 5', 2.6],
    ['2 + 3 * 4 - 1', 13],
    ['-(2 - 5)', 3],
    ['13 & 5', 5],
    ['13 | 5', 13],
    ['13 ^ 5', 8],
    ['~13', -14],
    ['4294967296 | 1', 4_294_967_297],
    ["'a' + 'b'", 'ab'],
    ["'${1 + 1} of ${wanted}'", '2 of eco'],
    ['1 < 2 && !(2 <= 1)', true],
    ["'a' == 'a' || 1 > 2", true],
    ['true != false', true],
    ['min(3, 1, 2) + max(1, 2)', 3],
    ['abs(-3) + floor(-1.5) + ceil(1.2)', 3],
    ['round(2.5) + round(-2.5)', 0],
    ['round(81.456, 1)', 81.5],
    ["startsWith('pump-7', 'pump')", true],
    ["endsWith('pump-7', 'pump') || contains('pump-7', 'p-')", true],
  ])('%s is %j, and is folded', (text, value) => {
    expect(compileRuleExpression(text, pumpNames).bound).toEqual({ kind: 'constant', type: typeof value, value });
    expect(evaluate(text)).toBe(value);
  });

  it('takes metrics, parameters and what is always there', () => {
    expect(evaluate('temperature - limit', { temperature: 91.5 })).toBe(1.5);
    expect(evaluate('mode == wanted', { mode: 'eco' })).toBe(true);
    expect(evaluate('running', { running: false })).toBe(false);
    expect(evaluate("fleet + '/' + deviceType + '/' + deviceId")).toBe('demo/pump/pump-7');
    expect(evaluate('time')).toBe(1_764_000_000_000);
    expect(evaluate("'${temperature} ${running}'", { temperature: 1, running: true })).toBe('1 true');
  });

  it('takes a parameter from the device settings if they have it in its type', () => {
    expect(evaluate('margin')).toBe(10);
    expect(evaluate('margin', {}, { settings: { margin: 12 } })).toBe(12);
    expect(evaluate('margin', {}, { settings: { margin: 'much' } })).toBe(10);
    expect(evaluate('limit', {}, { settings: { limit: 1 } })).toBe(90);
  });

  it('last is what the reading brings, else what the rule kept', () => {
    const last = { temperature: 80, running: true, mode: 'eco' };
    expect(evaluate('last(temperature)', { temperature: 90 }, { last })).toBe(90);
    expect(evaluate('last(temperature)', {}, { last })).toBe(80);
    expect(evaluate('last(running)', {}, { last })).toBe(true);
    expect(evaluate('last(mode)', { mode: 'normal' }, { last })).toBe('normal');
    expect(evaluate('last(temperature)')).toBeUndefined();
  });
});

describe('unknown', () => {
  it.each([
    ['temperature > 1', undefined],
    ['temperature == temperature', undefined],
    ['!running', undefined],
    ["mode != 'eco'", undefined],
    ['temperature + 1', undefined],
    ["mode + '!'", undefined],
    ["contains(mode, 'e')", undefined],
    ['max(temperature, 5)', undefined],
    ['temperature > 1 && pressure > 1', undefined],
    ['temperature > 1 && false', false],
    ['false && temperature > 1', false],
    ['temperature > 1 || true', true],
    ['true || temperature > 1', true],
    ['temperature > 1 || false', undefined],
    ['true && temperature > 1', undefined],
    ['isMissing(temperature)', true],
    ['isMissing(last(temperature))', true],
  ])('with no metric, %s is %j', (text, value) => {
    expect(evaluate(text)).toBe(value);
  });

  it.each([
    ['1 / pressure', { pressure: 0 }],
    ['pressure / pressure', { pressure: 0 }],
    ['pressure * pressure', { pressure: 1e200 }],
    ['flags & 1', { flags: 1.5 }],
    ['flags | 1', { flags: 2 ** 60 }],
    ['~flags', { flags: 0.5 }],
    ['temperature > 1', { temperature: 'hot' }],
    ['mode', { mode: 5 }],
    ['running', { running: 1 }],
  ] satisfies [string, RuleScope['metrics']][])('%s has no value with %j', (text, metrics) => {
    expect(evaluate(text, metrics)).toBeUndefined();
  });

  it('a metric named like a member of every object is missing too', () => {
    const names = { metrics: { constructor: 'string', valueOf: 'number' } } as const;
    const condition = compileCondition('isMissing(constructor) && isMissing(valueOf)', names);
    expect(condition.evaluate(scopeOf({}))).toBe(true);
  });
});

describe('what an expression depends on', () => {
  it('is listed', () => {
    const { metrics, lastMetrics, settings, properties } = compileCondition(
      'temperature > limit - margin && last(pressure) > 1 && !isMissing(flags) && time > 0',
      pumpNames,
    );
    expect({ metrics, lastMetrics, settings, properties }).toEqual({
      metrics: ['flags', 'temperature'],
      lastMetrics: ['pressure'],
      settings: ['margin'],
      properties: ['time'],
    });
  });

  it('parameters without a setting are constants', () => {
    expect(compileCondition('temperature >= limit - 10', pumpNames).bound).toMatchObject({
      left: { kind: 'metric', name: 'temperature' },
      right: { kind: 'constant', value: 80 },
    });
  });
});

describe('problems', () => {
  it.each([
    ['temprature > 1', 'UNKNOWN_NAME', 0, 10, 'did you mean "temperature"?'],
    ['1 < $input.a.b', 'UNKNOWN_NAME', 4, 10, '$input belongs to detector models'],
    ['mode.x == "a"', 'UNKNOWN_NAME', 0, 6, 'has nothing in it'],
    ['temperature > 1 && abbs(pressure) > 1', 'UNKNOWN_FUNCTION', 19, 14, 'did you mean "abs"?'],
    ['min(temperature) > 1', 'ARGUMENTS', 0, 16, 'min takes 2 to 20 arguments, not 1'],
    ['abs == 1', 'ARGUMENTS', 0, 3, 'abs is a function'],
    ['last(limit) > 1', 'ARGUMENTS', 5, 5, 'limit is not a metric'],
    ['isMissing(limit)', 'ARGUMENTS', 10, 5, 'only a metric'],
    ['temperature', 'TYPE', 0, 11, 'this condition must be a boolean, but is a number'],
    ['temperature > mode', 'TYPE', 14, 4, 'the right side of > must be a number, but is a string'],
    ['mode == 5', 'TYPE', 0, 9, '== has a string on its left and a number on its right'],
    ['running + running == running', 'TYPE', 0, 17, '+ adds numbers or joins strings'],
    ['!temperature', 'TYPE', 1, 11, 'what stands after ! must be a boolean'],
    ['abs(mode) > 1', 'TYPE', 4, 4, 'argument 1 of abs must be a number'],
    ['temperature > 1 / 0', 'NO_VALUE', 14, 5, 'never has a value'],
    ['temperature >', 'SYNTAX', 13, 0, 'expected'],
    ['', 'SYNTAX', 0, 0, 'expected'],
    [`temperature > ${'1+'.repeat(2500)}1`, 'TOO_LONG', 0, 5015, 'is longer than 4096'],
  ])('%.40s', (text, code, offset, length, message) => {
    const [problem, ...more] = problemsOf(text);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code, offset, length });
    expect(problem?.message).toContain(message);
  });

  it('are told all at once', () => {
    expect(problemsOf('temprature > 1 && (presure > mode || runing)').map(({ offset }) => offset)).toEqual([
      0, 19, 29, 37,
    ]);
  });
});
