import { describe, expect, it } from 'vitest';
import type { Value } from '../index.ts';
import { evaluate, scopeOf } from '../scope.fixture.ts';

type Case = [text: string, expected: Value | undefined];

const scope = scopeOf({
  inputs: { MyInput: '{"a": null, "status": "offline", "value1": 13, "value2": 5, "text": "20.5"}' },
  variables: { type: 'Decimal', timer: 'idle' },
  currentInput: 'MyInput',
});

describe('convert', () => {
  it.each<Case>([
    ['convert(String, true)', 'true'],
    ['convert(String, 10.0)', '10.0'],
    ['convert(String, 10)', '10'],
    ['convert(Boolean, "false")', false],
    ['convert(Boolean, "TRUE")', true],
    ['convert(Decimal, $input.MyInput.text) > 20', true],
    ['convert("Decimal", "5")', 5],
    ['convert($variable.type, "1e3")', 1000],
    ['convert(Decimal, " 5")', 'invalid: convert cannot make this String a Decimal'],
    ['convert(Decimal, "")', 'invalid: convert cannot make this String a Decimal'],
    ['convert(Decimal, "1e999")', 'invalid: convert cannot make this String a Decimal'],
    ['convert(Boolean, "yes")', 'invalid: convert cannot make this String a Boolean'],
    ['convert(Decimal, 5)', 'invalid: convert cannot make this Integer a Decimal'],
    ['convert(Decimal, true)', 'invalid: convert cannot make this Boolean a Decimal'],
    ['convert(String, "a")', 'invalid: convert cannot make this String a String'],
    ['convert(Integer, "5")', 'invalid: convert takes String, Boolean or Decimal as its type'],
    ['convert(1, "5")', 'invalid: convert takes String, Boolean or Decimal as its type'],
    ['convert(Decimal, $variable.missing)', undefined],
    ['convert(Decimal, "x") > 1 || true', 'invalid: convert cannot make this String a Decimal'],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(text, scope)).toBe(expected);
  });
});

describe('what is there', () => {
  it.each<Case>([
    ['isNull($input.MyInput.a)', true],
    ['isUndefined($input.MyInput.a)', false],
    ['isNull($input.MyInput.b)', false],
    ['isUndefined($input.MyInput.b)', true],
    ['isUndefined($variable.missing + 1)', true],
    ['isUndefined(1 / 0)', 'invalid: a division by zero'],
    ['triggerType("Message")', true],
    ['triggerType("MESSAGE")', true],
    ['triggerType("Timer")', false],
    ['triggerType(1)', 'invalid: triggerType takes a String, not Integer'],
    ['currentInput("MyInput")', true],
    ['currentInput("Other")', false],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(text, scope)).toBe(expected);
  });
});

describe('strings and bits', () => {
  it.each<Case>([
    ['startsWith($input.MyInput.status, "off")', true],
    ['endsWith($input.MyInput.status, "line")', true],
    ['contains($input.MyInput.status, "fli")', true],
    ['contains($input.MyInput.status, "on")', false],
    ['startsWith($input.MyInput.value1, "1")', undefined],
    ['contains("null", $input.MyInput.a)', undefined],
    ['bitor($input.MyInput.value1, $input.MyInput.value2)', 13n],
    ['bitand($input.MyInput.value1, $input.MyInput.value2)', 5n],
    ['bitxor($input.MyInput.value1, $input.MyInput.value2)', 8n],
    ['bitnot($input.MyInput.value1)', -14n],
    ['bitand(1.0, 1)', undefined],
    ['bitnot("1")', undefined],
    ['bitnot(1, 2)', 'invalid: bitnot takes 1 arguments'],
    ['evaluate("1")', 'invalid: there is no function evaluate'],
    ['toString(1)', 'invalid: there is no function toString'],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(text, scope)).toBe(expected);
  });
});

describe('timeout', () => {
  it('is true the first time that it is asked', () => {
    const expired = scopeOf({ expired: ['idle'], variables: { timer: 'idle' } });
    expect(evaluate('timeout($variable.timer)', expired)).toBe(true);
    expect(evaluate('timeout("idle")', expired)).toBe(false);
  });

  it.each([
    'timeout("idle") && false',
    'false && timeout("idle")',
    '$variable.missing && timeout("idle")',
    'true || timeout("idle")',
    '1 && (false || timeout("idle"))',
    'triggerType("Message") && $variable.missing > 1 && timeout("idle")',
  ])('is used up by %s, whether it decides anything or not', (text) => {
    const scope = scopeOf({ expired: ['idle'] });
    expect(evaluate(text, scope)).toEqual(evaluate(text, scopeOf()));
    expect([...scope.expired]).toEqual([]);
  });

  it.each([
    'triggerType("Message") && timeout("idle")',
    '!triggerType("Timer") && $variable.missing && timeout("idle")',
    '(currentInput("Pump") || currentInput("Fan")) && timeout("idle")',
  ])('is left unread by %s unless the trigger is what is asked for', (text) => {
    const scope = scopeOf({ expired: ['idle'], triggerType: 'Timer' });
    expect(evaluate(text, scope)).toBe(false);
    expect([...scope.expired]).toEqual(['idle']);
  });

  it('can wait for a message, as AWS recommends', () => {
    const parts = { expired: ['idle'] };
    const timer = scopeOf({ ...parts, triggerType: 'Timer' });
    expect(evaluate('triggerType("Message") && timeout("idle")', timer)).toBe(false);
    expect(evaluate('triggerType("Message") && timeout("idle")', { ...timer, triggerType: 'Message' })).toBe(true);
  });

  it('takes a string', () => {
    expect(evaluate('timeout(1)')).toBe('invalid: timeout takes a String, not Integer');
    expect(evaluate('timeout($variable.missing)')).toBe(undefined);
  });
});
