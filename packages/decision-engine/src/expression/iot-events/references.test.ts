import { expect, it } from 'vitest';
import { parseExpression } from '../index.ts';
import { parseTextParameter, references } from './index.ts';

it('finds all that an expression refers to', () => {
  const text = `timeout("a") && currentInput('In') && triggerType("Timer") && $input.In.x[0].\`y z\` > $variable.v && timeout($variable.t)`;
  expect(references(parseExpression(text))).toEqual({
    inputs: [{ name: 'In', path: ['x', 0, 'y z'], start: 62, end: 82 }],
    variables: [
      { name: 'v', start: 85, end: 96 },
      { name: 't', start: 108, end: 119 },
    ],
    timers: [{ name: 'a', start: 0, end: 12 }],
    currentInputs: [{ name: 'In', start: 16, end: 34 }],
    triggerTypes: [{ name: 'Timer', start: 38, end: 58 }],
    computed: [{ call: 'timeout', start: 100, end: 120 }],
  });
});

it('finds them in templates, and leaves out what is no reference', () => {
  expect(references(parseExpression("'${$input.A}' + convert(String, b)"))).toMatchObject({
    inputs: [{ name: 'A', path: [] }],
    variables: [],
  });
});

it.each([
  ['hvac/Heating/Off', { kind: 'string', value: 'hvac/Heating/Off' }],
  ['$aws/things/freezer/shadow/update', { kind: 'string' }],
  ["'hvac/' + $variable.area", { kind: 'binary' }],
  ["'$aws/things/a/shadow/update'", { kind: 'string', value: '$aws/things/a/shadow/update' }],
  ['$variable.topic', { kind: 'reference' }],
  ['a/${$variable.area}/b', { kind: 'template', parts: ['a/', { kind: 'reference' }, '/b'] }],
  ["it's", { kind: 'string', value: "it's" }],
])('reads the parameter %s as a text or an expression', (text, expected) => {
  expect(parseTextParameter(text)).toMatchObject(expected);
});
