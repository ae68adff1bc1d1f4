import { expect, test } from 'vitest';
import { runGraph, runGraphOn } from './run-graph.ts';

const graph = new Map([
  ['a', new Set<string>()],
  ['b', new Set(['a'])],
  ['c', new Set(['a'])],
  ['d', new Set(['b'])],
  ['e', new Set<string>()],
]);

const recording = (failing: readonly string[]) => {
  const begun: string[] = [];
  const task = async (name: string) => {
    begun.push(name);
    await Promise.resolve();
    return !failing.includes(name);
  };
  return { begun, task };
};

test('each runs after what it needs, and what can run together does', async () => {
  const { begun, task } = recording([]);
  expect(await runGraph(graph, task)).toEqual([]);
  expect(begun).toEqual(['a', 'e', 'b', 'c', 'd']);
});

test('after a failure nothing more is begun', async () => {
  const { begun, task } = recording(['b']);
  expect(await runGraph(graph, task)).toEqual(['b']);
  expect(begun).toEqual(['a', 'e', 'b', 'c']);
});

test('for removals a failure holds up only what waits for it', async () => {
  const { begun, task } = recording(['b', 'e']);
  expect([...(await runGraphOn(graph, task))].sort()).toEqual(['b', 'e']);
  expect([...begun].sort()).toEqual(['a', 'b', 'c', 'e']);
});

test('halted, it begins nothing more and waits for what runs', async () => {
  const { begun, task } = recording([]);
  expect(await runGraph(graph, task, () => begun.length > 0)).toEqual([]);
  expect(begun).toEqual(['a']);
});
