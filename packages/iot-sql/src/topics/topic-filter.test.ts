import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesTopicFilter, topicFilterFault } from './topic-filter.ts';
import { TopicFilterIndex } from './topic-filter-index.ts';

describe('matchesTopicFilter', () => {
  it.each([
    ['sensor/#', 'sensor', false],
    ['sensor/#', 'sensor/', true],
    ['sensor/#', 'sensor/a/b', true],
    ['#', 'a', true],
    ['#', '$aws/events/x', false],
    ['+/x', '$aws/x', false],
    ['$aws/#', '$aws/events/x', true],
    ['a/+', 'a', false],
    ['a/+', 'a/', true],
    ['a/+', 'a/b/c', false],
    ['a/+/c', 'a/b/c', true],
    ['/a', '/a', true],
    ['a', 'A', false],
  ])('%s, %s: %s', (filter, topic, expected) => {
    expect(matchesTopicFilter(filter, topic)).toBe(expected);
  });

  it.each(['', 'a#', '#/a', 'a/b+', 'a\0b'])('finds fault with %j', (filter) => {
    expect(topicFilterFault(filter)).toBeDefined();
  });
});

describe('TopicFilterIndex', () => {
  const level = fc.constantFrom('a', 'b', '', '$aws');
  const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
  const filter = fc
    .tuple(fc.array(fc.oneof(level, fc.constant('+')), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([levels, open]) => [...levels, ...(open ? ['#'] : [])].join('/'));

  it('finds exactly what matches', () => {
    fc.assert(
      fc.property(fc.array(filter), topic, (filters, name) => {
        const index = new TopicFilterIndex<string>();
        for (const text of filters) index.add(text, text);
        expect(index.match(name).sort()).toEqual(filters.filter((text) => matchesTopicFilter(text, name)).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('forgets what was removed, once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(filter, { minLength: 1 }), topic, (filters, name) => {
        const index = new TopicFilterIndex<string>();
        for (const text of filters) index.add(text, text);
        const [gone = '', ...left] = filters;
        expect([index.remove(gone, gone), index.remove(gone, gone)]).toEqual([true, false]);
        expect(index.match(name).sort()).toEqual(left.filter((text) => matchesTopicFilter(text, name)).sort());
      }),
    );
  });
});
