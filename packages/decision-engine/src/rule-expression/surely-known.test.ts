import { expect, it } from 'vitest';
import { pumpNames } from './rule-expression.fixture.ts';
import { compileCondition } from './rule-expression.ts';
import { surelyKnown } from './surely-known.ts';

const metrics = (text: string, truth: boolean) =>
  [...surelyKnown(compileCondition(text, pumpNames).bound, truth)].filter((name) => !name.startsWith('last')).sort();

it.each([
  ['temperature > limit', ['temperature'], ['temperature']],
  ['temperature > limit && running', ['running', 'temperature'], []],
  ['temperature > limit || running', [], ['running', 'temperature']],
  ['!(temperature > limit || running)', ['running', 'temperature'], []],
  ['running && temperature > 1 || running && pressure > 1', ['running'], []],
  ['isMissing(pressure) || temperature > pressure', [], ['pressure', 'temperature']],
  ['!isMissing(pressure) && running', ['pressure', 'running'], []],
  ['abs(temperature - pressure) > 5', ['pressure', 'temperature'], ['pressure', 'temperature']],
])('%s', (text, whenTrue, whenFalse) => {
  expect(metrics(text, true)).toEqual(whenTrue);
  expect(metrics(text, false)).toEqual(whenFalse);
});

it('knows the latest of a metric that the reading brought, not the other way round', () => {
  const names = (text: string) => [...surelyKnown(compileCondition(text, pumpNames).bound, true)];
  expect(names('temperature > 1')).toEqual(['temperature', 'last(temperature)']);
  expect(names('last(temperature) > 1')).toEqual(['last(temperature)']);
});
