/** Who needs whom: a name -> the names that must be there before it. */
export type DependencyGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** The names of one circle of dependencies, in their order, or undefined if there is none. */
export const findCycle = (graph: DependencyGraph): readonly string[] | undefined => {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): readonly string[] | undefined => {
    if (done.has(name)) return undefined;
    const start = path.indexOf(name);
    if (start >= 0) return path.slice(start);
    path.push(name);
    for (const needed of graph.get(name) ?? []) {
      const cycle = visit(needed);
      if (cycle !== undefined) return cycle;
    }
    path.pop();
    done.add(name);
    return undefined;
  };
  for (const name of graph.keys()) {
    const cycle = visit(name);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
};

/** The same graph the other way round, for removal: who must be gone before. */
export const reverse = (graph: DependencyGraph): DependencyGraph => {
  const reversed = new Map([...graph.keys()].map((name) => [name, new Set<string>()]));
  for (const [name, needed] of graph) for (const each of needed) reversed.get(each)?.add(name);
  return reversed;
};

/** Every name after all that it needs. The graph has no circle. */
export const inOrder = (graph: DependencyGraph): readonly string[] => {
  const ordered = new Set<string>();
  const visit = (name: string): void => {
    if (ordered.has(name) || !graph.has(name)) return;
    for (const needed of graph.get(name) ?? []) visit(needed);
    ordered.add(name);
  };
  for (const name of graph.keys()) visit(name);
  return [...ordered];
};
