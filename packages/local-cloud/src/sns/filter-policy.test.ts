import { expect, test } from 'vitest';
import { compileFilter } from './filter-policy.ts';
import type { Attributes } from './topic.ts';

const text = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });

const byAttributes = (policy: object, attributes: Attributes): boolean =>
  compileFilter(JSON.stringify(policy), 'MessageAttributes')({ message: '', attributes });

const byBody = (policy: object, body: unknown): boolean =>
  compileFilter(JSON.stringify(policy), 'MessageBody')({ message: JSON.stringify(body), attributes: {} });

test.each<[string, object, Attributes, boolean]>([
  ['a literal', { kind: ['a', 'b'] }, { kind: text('b') }, true],
  ['another literal', { kind: ['a'] }, { kind: text('b') }, false],
  ['a key that is not there', { kind: ['a'] }, {}, false],
  ['all keys', { kind: ['a'], n: [1] }, { kind: text('a'), n: text('1', 'Number') }, true],
  ['a number, not its text', { n: [1] }, { n: text('1') }, false],
  ['an element of an array', { kind: ['b'] }, { kind: text('["a","b"]', 'String.Array') }, true],
  ['prefix', { kind: [{ prefix: 'al' }] }, { kind: text('alarm') }, true],
  ['suffix', { kind: [{ suffix: 'rm' }] }, { kind: text('alarm') }, true],
  ['equals-ignore-case', { kind: [{ 'equals-ignore-case': 'ALARM' }] }, { kind: text('alarm') }, true],
  ['anything-but', { kind: [{ 'anything-but': ['a', 'b'] }] }, { kind: text('c') }, true],
  ['anything-but, of what it names', { kind: [{ 'anything-but': ['a', 'b'] }] }, { kind: text('a') }, false],
  ['anything-but, of nothing', { kind: [{ 'anything-but': ['a'] }] }, {}, false],
  ['anything-but with prefix', { kind: [{ 'anything-but': { prefix: 'a' } }] }, { kind: text('b') }, true],
  ['numeric range', { n: [{ numeric: ['>', 0, '<=', 10] }] }, { n: text('10', 'Number') }, true],
  ['numeric range, outside', { n: [{ numeric: ['>', 0, '<=', 10] }] }, { n: text('0', 'Number') }, false],
  ['exists', { kind: [{ exists: true }] }, { kind: text('a') }, true],
  ['exists false', { kind: [{ exists: false }] }, {}, true],
  ['cidr', { ip: [{ cidr: '10.0.0.0/24' }] }, { ip: text('10.0.0.7') }, true],
  ['cidr, outside', { ip: [{ cidr: '10.0.0.0/24' }] }, { ip: text('10.0.1.7') }, false],
  ['$or', { $or: [{ a: ['1'] }, { b: ['2'] }] }, { b: text('2') }, true],
])('%s', (_what, policy, attributes, expected) => {
  expect(byAttributes(policy, attributes)).toBe(expected);
});

test('a body is matched down its objects, and one that is not JSON never', () => {
  const policy = { device: { type: ['pump'] }, level: [{ numeric: ['>=', 3] }] };
  expect(byBody(policy, { device: { type: 'pump' }, level: 3 })).toBe(true);
  expect(byBody(policy, { device: { type: 'valve' }, level: 3 })).toBe(false);
  expect(compileFilter('{"a":[{"exists":false}]}', 'MessageBody')({ message: 'no', attributes: {} })).toBe(false);
});

test('what it does not know is refused by name', () => {
  expect(() => compileFilter('{"a":[{"wildcard":"*"}]}', 'MessageAttributes')).toThrow(/operator wildcard/);
  expect(() => compileFilter('{"a":{"b":["c"]}}', 'MessageAttributes')).toThrow(/nested/);
  expect(() => compileFilter('no', 'MessageAttributes')).toThrow(/parse/);
});
