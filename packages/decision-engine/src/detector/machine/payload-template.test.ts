import { expect, it } from 'vitest';
import { message } from '../../step.fixture.ts';
import { valueJson } from '../run/value-json.ts';
import { compilePayloadTemplate } from './payload-template.ts';
import { readingScope } from './reading-scope.ts';

const record = message(1, 5000, { temperature: 20, running: true, mode: 'eco' }, { seq: 3 });
const [reading] = record.readings;

const fill = (template: unknown): string => {
  if (!reading) throw new Error('no reading');
  const value = compilePayloadTemplate(template as never).fill(readingScope(record, reading));
  return value === undefined ? 'nothing' : valueJson(value);
};

it.each([
  ['deviceId', '"pump-7"'],
  ['fleet', '"demo"'],
  ['deviceType', '"pump"'],
  ['time', '5000'],
  ['seq', '3'],
  ['metrics.temperature', '20.0'],
  ['metrics.temperature / 3 * 2.0', `${(20 / 3) * 2}`],
  ['metrics.running', 'true'],
  ["'${deviceId}: ${metrics.temperature}'", '"pump-7: 20.0"'],
  ["convert(String, metrics.temperature) + '!'", '"20.0!"'],
  ["'pump'", '"pump"'],
  ['metrics.pressure', 'nothing'],
  ['metrics.pressure + 1', 'nothing'],
  [
    { a: 'metrics.pressure', b: [1, 2.5, null, true, 'metrics.pressure'], c: {} },
    '{"b":[1,2.5,null,true,null],"c":{}}',
  ],
])('%j becomes %s', (template, expected) => {
  expect(fill(template)).toBe(expected);
});

it('fails on what cannot be evaluated', () => {
  expect(() => fill({ a: 'metrics.mode + 1' })).toThrow(
    "the payload's a cannot be evaluated: the operator + does not take String and Integer",
  );
});

it('knows the metrics that it names', () => {
  expect([...compilePayloadTemplate({ a: 'metrics.x + metrics.y', b: "'${metrics.x}'" }).metrics]).toEqual(['x', 'y']);
});
