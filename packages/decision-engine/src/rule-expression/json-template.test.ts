import { expect, it } from 'vitest';
import { compileJsonTemplate } from './json-template.ts';
import { pumpNames, scopeOf } from './rule-expression.fixture.ts';
import { RuleExpressionError } from './rule-expression-error.ts';

const render = (json: Parameters<typeof compileJsonTemplate>[0], temperature?: number) =>
  compileJsonTemplate(json, pumpNames).render(scopeOf(temperature === undefined ? {} : { temperature }));

it('keeps the type of an expression that stands alone and writes others into their text', () => {
  const template = {
    speed: '${min(100, 50 + (temperature - limit) * 5)}',
    text: '${deviceId}: ${temperature} °C',
    on: '${temperature > limit}',
    literal: '$${temperature}',
    deep: [{ n: 1, none: null, yes: true, empty: '' }, '${mode == "eco" || true}'],
  };
  expect(render(template, 94)).toEqual({
    speed: 70,
    text: 'pump-7: 94 °C',
    on: true,
    literal: '${temperature}',
    deep: [{ n: 1, none: null, yes: true, empty: '' }, true],
  });
});

it('is nothing when a value in it is unknown, however deep', () => {
  expect(render({ a: [{ b: '${temperature}' }] })).toBeUndefined();
  expect(render({ a: '${temperature} °C' })).toBeUndefined();
});

it('a member may be called __proto__', () => {
  const template = JSON.parse('{"__proto__": "${1 + 1}"}');
  expect(JSON.stringify(render(template))).toBe('{"__proto__":2}');
});

it('lists what it needs', () => {
  const { metrics, settings } = compileJsonTemplate({ a: '${temperature}', b: ['${pressure - margin}'] }, pumpNames);
  expect({ metrics, settings }).toEqual({ metrics: ['pressure', 'temperature'], settings: ['margin'] });
});

it('refuses what does not compile', () => {
  expect(() => compileJsonTemplate({ a: '${temprature}' }, pumpNames)).toThrow(RuleExpressionError);
  expect(() => compileJsonTemplate({ a: '${temperature' }, pumpNames)).toThrow(RuleExpressionError);
});
