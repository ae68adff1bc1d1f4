import { describe, expect, it } from 'vitest';
import { clientIdFault, filterLimitFault, keepAliveSeconds, topicFault } from './limits.ts';

describe('topicFault', () => {
  it.each([
    'a',
    '/',
    'a/b/c/d/e/f/g/h',
    'é'.repeat(128),
    '$aws/rules/r/a/b/c/d/e/f/g/h',
    `$aws/rules/rule/${'a'.repeat(256)}`,
  ])('accepts %s', (topic) => expect(topicFault(topic)).toBeUndefined());
  it.each(['', 'a/+', 'a#', 'a\0', 'a/b/c/d/e/f/g/h/i', `${'é'.repeat(128)}a`, '$aws/rules/r/1/2/3/4/5/6/7/8/9'])(
    'finds fault with %s',
    (topic) => expect(topicFault(topic)).toBeDefined(),
  );
});

it('limits topic filters and client ids', () => {
  expect(filterLimitFault('+/+/+/+/+/+/+/#')).toBeUndefined();
  expect(filterLimitFault('+/+/+/+/+/+/+/+/#')).toBeDefined();
  expect(clientIdFault('x'.repeat(128))).toBeUndefined();
  expect(clientIdFault('x'.repeat(129))).toBeDefined();
  expect(clientIdFault('$x')).toBeDefined();
});

it.each([
  [undefined, 1200],
  [0, 1200],
  [10, 30],
  [60, 60],
  [1200, 1200],
  [5000, 1200],
])('keeps alive %s as %s s', (asked, seconds) => {
  expect(keepAliveSeconds(asked)).toBe(seconds);
});
