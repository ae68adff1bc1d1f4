import { describe, expect, it } from 'vitest';
import type { Value } from './index.ts';
import { evaluate, scopeOf } from './scope.fixture.ts';

const scope = scopeOf({
  inputs: {
    Pump: '{"temperature": 10.01, "count": 3, "on": true, "mode": "eco", "gone": null, "list": [78.4, 77.9, 78.8]}',
  },
  variables: { limit: 20, count: 7n, mode: 'eco', on: false },
});

type Case = [text: string, expected: Value | undefined];

describe('arithmetic', () => {
  it.each<Case>([
    ['2 + 3', 5n],
    ['2 - 3 * 4', -10n],
    ['2 + 3.0', 5],
    ['0.1 + 0.2 == 0.30000000000000004', true],
    ['7 / 2', 4n],
    ['-7 / 2', -4n],
    ['7 / -2', -4n],
    ['10 / 4', 3n],
    ['9 / 4', 2n],
    ['-9 / 4', -2n],
    ['0 / 5', 0n],
    ['7 / 2.0', 3.5],
    ['7.0 / 2', 3.5],
    ['-$variable.count', -7n],
    ['-$variable.limit', -20],
    ['- -9223372036854775808', 'invalid: an integer result does not fit 64 bits'],
    ['-9223372036854775808', -9223372036854775808n],
    ['9223372036854775808', 'invalid: an integer result does not fit 64 bits'],
    ['9223372036854775807 + 1', 'invalid: an integer result does not fit 64 bits'],
    ['1 / 0', 'invalid: a division by zero'],
    ['1 / 0.0', 'invalid: a decimal result is not finite'],
    ['1e308 * 10', 'invalid: a decimal result is not finite'],
    ["'my' + 'string'", 'mystring'],
    ["'my' + 1", 'invalid: the operator + does not take String and Integer'],
    ['true + false', 'invalid: the operator + does not take Boolean and Boolean'],
    ['$input.Pump.list + 1', 'invalid: the operator + does not take Array and Integer'],
    ["-'1'", 'invalid: the operator - does not take String'],
    ['$variable.missing + 1', undefined],
    ['1 - $input.Pump.gone', undefined],
    ['-$input.Other.count', undefined],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(text, scope)).toBe(expected);
  });

  it('knows one zero only', () => {
    expect(evaluate('0.0 * -1.0')).toBe(0);
    expect(evaluate("convert(Decimal, '-0')")).toBe(0);
  });
});

describe('bits', () => {
  it.each<Case>([
    ['13 | 5', 13n],
    ['13 & 5', 5n],
    ['13 ^ 5', 8n],
    ['~13', -14n],
    ['13.0 | 5', 'invalid: the operator | does not take Decimal and Integer'],
    ['~true', 'invalid: the operator ~ does not take Boolean'],
    ['13 & $variable.missing', undefined],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });
});

describe('comparison', () => {
  it.each<Case>([
    ['3 < 3.5', true],
    ['3 == 3.0', true],
    ['9007199254740993 == 9007199254740992.0', false],
    ['2 >= 3', false],
    ["'a' < 'b'", true],
    ["'10' < '9'", true],
    ['$variable.mode == $input.Pump.mode', true],
    ['$variable.mode != "eco"', false],
    ['true == $input.Pump.on', true],
    ['true < false', 'invalid: the operator < does not take Boolean and Boolean'],
    ["1 == '1'", 'invalid: the operator == does not take Integer and String'],
    ["true != 'true'", 'invalid: the operator != does not take Boolean and String'],
    ['$input.Pump.list == $input.Pump.list', 'invalid: the operator == does not take Array and Array'],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(text, scope)).toBe(expected);
  });

  it.each<Case>([
    ['$variable.missing == $variable.missing', false],
    ['$variable.missing != $variable.missing', true],
    ['$variable.limit != $variable.limit', false],
    ['$variable.missing != 5', true],
    ['$variable.missing == 5', false],
    ['$variable.missing < 5', undefined],
    ['$input.Pump.gone == $input.Pump.gone', true],
    ['$input.Pump.gone != $input.Pump.gone', false],
    ['$input.Pump.gone == 5', false],
    ['$input.Pump.gone != $variable.missing', true],
    ['$input.Pump.gone < 5', undefined],
  ])('with data that is not there: %s is %s', (text, expected) => {
    expect(evaluate(text, scope)).toBe(expected);
  });
});

describe('logic', () => {
  it.each<Case>([
    ['true && true', true],
    ['true && false', false],
    ['false || true', true],
    ['false || false', false],
    ['!false', true],
    ['$variable.missing || true', true],
    ['$variable.missing || false', false],
    ['false || $variable.missing', false],
    ['$variable.missing > 5 || $input.Pump.on', true],
    ['$input.Pump.gone || true', true],
    ['$variable.missing && true', undefined],
    ['true && $variable.missing', undefined],
    ['false && $variable.missing', false],
    ['!$variable.missing', undefined],
    ['!($variable.missing || false)', true],
    ['1 && true', 'invalid: the operator && does not take Integer'],
    ["true && 'true'", 'invalid: the operator && does not take String'],
    ['0 || true', 'invalid: the operator || does not take Integer'],
    ['!1', 'invalid: the operator ! does not take Integer'],
    ['true || 1 / 0 > 1', true],
    ['false || 1 / 0 > 1', 'invalid: a division by zero'],
    ['1 / 0 > 1 || true', 'invalid: a division by zero'],
    ['false && 1 / 0 > 1', false],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(text, scope)).toBe(expected);
  });
});

describe('references', () => {
  it.each<Case>([
    ['$input.Pump.temperature', 10.01],
    ['$input.Pump.count', 3n],
    ['$input.Pump.list[2]', 78.8],
    ['$input.Pump.list[3]', undefined],
    ['$input.Pump.list.length', undefined],
    ['$input.Pump.mode.length', undefined],
    ['$input.Pump.gone', null],
    ['$input.Pump.gone.more', undefined],
    ['$input.Pump.constructor', undefined],
    ['$input.Other.count', undefined],
    ['$variable.limit', 20],
    ['$variable.`limit`', 20],
    ['$input', 'invalid: $input needs a name: $input.name'],
    ['$variable.limit.more', 'invalid: the variable limit has no members'],
    ['limit', "invalid: 'limit' is neither $input nor $variable"],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(text, scope)).toBe(expected);
  });
});

describe('templates', () => {
  it.each<Case>([
    ["'${$input.Pump.temperature * 9 / 5 + 32} in Fahrenheit'", '50.018 in Fahrenheit'],
    [`'{"temperature":"\${$input.Pump.temperature*9/5+32}"}'`, '{"temperature":"50.018"}'],
    ["'Mode ' + $input.Pump.mode", 'Mode eco'],
    ["'${$variable.limit} ${$variable.count} ${$variable.on} ${$variable.mode}'", '20.0 7 false eco'],
    ["'${1e21} ${1e-7} ${20.50}'", '1e+21 1e-7 20.5'],
    ["'${$input.Pump.gone}'", 'null'],
    ["'a ${$variable.missing}'", undefined],
    ["'a ${1 / 0}'", 'invalid: a division by zero'],
    ["'a ${$input.Pump.list}'", 'invalid: a template does not take Array'],
    ["'${'in ${1 + 1}'} ${\"out\"}'", 'in 2 out'],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(text, scope)).toBe(expected);
  });

  it('that grow too long are invalid', () => {
    const long = scopeOf({ variables: { text: 'x'.repeat(40_000) } });
    expect(evaluate('$variable.text + $variable.text', long)).toBe('invalid: a string of more than 65536 characters');
    expect(evaluate("'${$variable.text}${$variable.text}'", long)).toMatch(/^invalid/);
  });
});
