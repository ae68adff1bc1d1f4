import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DependencyGraph, findCycle, inOrder, reverse } from './dependency-graph.ts';

/** Names may need only those before them, so there is no circle. */
const acyclic = fc
  .array(fc.array(fc.nat()), { maxLength: 12 })
  .map(
    (rows): DependencyGraph =>
      new Map(
        rows.map((row, index) => [`n${index}`, new Set(index === 0 ? [] : row.map((each) => `n${each % index}`))]),
      ),
  );

test('every name comes after all that it needs', () => {
  fc.assert(
    fc.property(acyclic, (graph) => {
      const order = inOrder(graph);
      expect([...order].sort()).toEqual([...graph.keys()].sort());
      for (const [name, needed] of graph)
        for (const each of needed) expect(order.indexOf(each)).toBeLessThan(order.indexOf(name));
    }),
  );
});

test('a graph without a circle has none, and reversed twice is itself', () => {
  fc.assert(
    fc.property(acyclic, (graph) => {
      expect(findCycle(graph)).toBeUndefined();
      expect(reverse(reverse(graph))).toEqual(graph);
    }),
  );
});

test('a circle is found and named', () => {
  const graph = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['b'])],
  ]);
  expect(findCycle(graph)).toEqual(['b', 'c']);
});
