import type { DependencyGraph } from '../template/dependency-graph.ts';

/**
 * Runs `task` for every name as soon as all that it needs is done, as many at a time as the graph allows. After a task has
 * failed, or once `isHalted`, nothing more is begun; what runs is waited for.
 * @returns the names whose task gave false, in the order of their failing
 */
export const runGraph = async (
  graph: DependencyGraph,
  task: (name: string) => Promise<boolean>,
  isHalted: () => boolean = () => false,
): Promise<readonly string[]> => {
  const waiting = new Set(graph.keys());
  const done = new Set<string>();
  const failed: string[] = [];
  const running = new Map<string, Promise<void>>();
  const isReady = (name: string): boolean =>
    [...(graph.get(name) ?? [])].every((needed) => done.has(needed) || !graph.has(needed));
  const begin = (name: string): void => {
    if (failed.length > 0 || isHalted()) return;
    waiting.delete(name);
    const run = async () => {
      if (await task(name)) done.add(name);
      else failed.push(name);
      running.delete(name);
    };
    running.set(name, run());
  };
  for (;;) {
    [...waiting].filter(isReady).forEach(begin);
    if (running.size === 0) return failed;
    await Promise.race(running.values());
  }
};

/** The same, but a failure holds up only what needs the failed one: for removals. */
export const runGraphOn = async (
  graph: DependencyGraph,
  task: (name: string) => Promise<boolean>,
  isHalted: () => boolean = () => false,
): Promise<readonly string[]> => {
  const failed: string[] = [];
  let left = graph;
  for (;;) {
    const finished = new Set<string>();
    const [broken] = await runGraph(
      left,
      async (name) => {
        const isWell = await task(name);
        finished.add(name);
        if (!isWell) failed.push(name);
        return isWell;
      },
      isHalted,
    );
    if (broken === undefined || isHalted()) return failed;
    left = withoutFailed(left, finished, new Set(failed));
  }
};

const withoutFailed = (
  graph: DependencyGraph,
  finished: ReadonlySet<string>,
  failed: ReadonlySet<string>,
): DependencyGraph => {
  const barred = new Set(failed);
  const isBarred = (name: string): boolean => [...(graph.get(name) ?? [])].some((needed) => barred.has(needed));
  for (let size = -1; size !== barred.size; ) {
    size = barred.size;
    for (const name of graph.keys()) if (isBarred(name)) barred.add(name);
  }
  return new Map([...graph].filter(([name]) => !finished.has(name) && !barred.has(name)));
};
