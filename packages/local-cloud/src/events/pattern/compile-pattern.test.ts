import { expect, test } from 'vitest';
import { compilePattern } from './compile-pattern.ts';

const event = {
  source: 'signalbox.decisions',
  'detail-type': 'Decision',
  resources: ['arn:a', 'arn:b'],
  detail: {
    state: 'running',
    file: 'image.PNG',
    count: 5,
    nothing: null,
    ip: '10.0.1.7',
    tags: ['x', 'y'],
    nested: { level: 'high' },
    items: [
      { id: 1, color: 'red' },
      { id: 2, color: 'blue' },
    ],
  },
};

const matches = (pattern: object) => compilePattern(JSON.stringify(pattern))(event);
const ofDetail = (detail: object) => ({ detail });

test.each<[string, object]>([
  ['an equal value', { source: ['signalbox.decisions'] }],
  ['one of several', ofDetail({ state: ['stopped', 'running'] })],
  ['an element of an array', { resources: ['arn:b'] }],
  ['null', ofDetail({ nothing: [null] })],
  ['prefix', { source: [{ prefix: 'signalbox.' }] }],
  ['prefix without case', { source: [{ prefix: { 'equals-ignore-case': 'SIGNAL' } }] }],
  ['suffix', ofDetail({ file: [{ suffix: '.PNG' }] })],
  ['suffix without case', ofDetail({ file: [{ suffix: { 'equals-ignore-case': '.png' } }] })],
  ['equals-ignore-case', ofDetail({ state: [{ 'equals-ignore-case': 'RUNNING' }] })],
  ['anything-but', ofDetail({ state: [{ 'anything-but': 'stopped' }] })],
  ['anything-but of a list', ofDetail({ count: [{ 'anything-but': [1, 2] }] })],
  ['anything-but a prefix', ofDetail({ state: [{ 'anything-but': { prefix: 'stop' } }] })],
  ['anything-but suffixes', ofDetail({ file: [{ 'anything-but': { suffix: ['.jpg', '.gif'] } }] })],
  ['anything-but a wildcard', ofDetail({ file: [{ 'anything-but': { wildcard: '*/lib/*' } }] })],
  ['anything-but without case', ofDetail({ state: [{ 'anything-but': { 'equals-ignore-case': ['STOPPED'] } }] })],
  ['numeric', ofDetail({ count: [{ numeric: ['=', 5.0] }] })],
  ['a numeric range', ofDetail({ count: [{ numeric: ['>', 0, '<=', 5] }] })],
  ['exists', ofDetail({ state: [{ exists: true }] })],
  ['exists not', ofDetail({ absent: [{ exists: false }] })],
  ['exists not, below what is not there', ofDetail({ absent: { inner: [{ exists: false }] } })],
  ['cidr', ofDetail({ ip: [{ cidr: '10.0.0.0/16' }] })],
  ['wildcard', ofDetail({ file: [{ wildcard: 'im*.P*G' }] })],
  ['$or', ofDetail({ $or: [{ state: ['stopped'] }, { count: [{ numeric: ['>', 4] }] }] })],
  ['fields of one element', ofDetail({ items: { id: [2], color: ['blue'] } })],
])('%s matches', (_what, pattern) => expect(matches(pattern)).toBe(true));

test.each<[string, object]>([
  ['another value', { source: ['other'] }],
  ['a number for a text', ofDetail({ count: ['5'] })],
  ['anything-but of a field that is not there', ofDetail({ absent: [{ 'anything-but': 'x' }] })],
  ['exists of an object', ofDetail({ nested: [{ exists: true }] })],
  ['an address outside', ofDetail({ ip: [{ cidr: '10.1.0.0/16' }] })],
  ['fields of two elements', ofDetail({ items: { id: [1], color: ['blue'] } })],
  ['one of two fields', { source: ['signalbox.decisions'], 'detail-type': ['Other'] }],
])('%s does not match', (_what, pattern) => expect(matches(pattern)).toBe(false));

test.each<[string, string]>([
  ['{"source": "x"}', '"source" must be an object or an array'],
  ['{"source": []}', 'Empty arrays are not allowed'],
  ['{"source": [{"like": "x"}]}', 'Unrecognized match type like'],
  ['{"detail": {"a": [{"numeric": ["~", 5]}]}}', 'Unrecognized numeric range operator: ~'],
  ['{"detail": {"a": [{"wildcard": "a**b"}]}}', 'Consecutive wildcard characters at pos 1'],
  ['{"detail": {"$or": [{"a": [1]}]}}', 'There must have at least 2 Objects in $or relationship.'],
  ['{}', 'Empty objects are not allowed'],
  ['[1]', 'Filter is not an object'],
])('%s is refused', (text, reason) => {
  expect(() => compilePattern(text)).toThrow(
    expect.objectContaining({
      code: 'InvalidEventPatternException',
      message: `Event pattern is not valid. Reason: ${reason}`,
    }),
  );
});
