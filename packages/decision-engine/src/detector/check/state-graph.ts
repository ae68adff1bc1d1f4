import type { Analysis } from './analysis.ts';
import { neverTrue } from './never-true.ts';

/** Which states a detector can be in, and which it can have been in before. */
export interface StateGraph {
  /** The names of the states that can be entered. */
  readonly reachable: ReadonlySet<string>;
  /** The names of the states that can be left for this one, at once or over others; itself only over a transition. */
  readonly before: (stateName: string) => ReadonlySet<string>;
}

/** The states that lead from `from` over at least one edge. */
const spread = (edges: ReadonlyMap<string, ReadonlySet<string>>, from: string): ReadonlySet<string> => {
  const seen = new Set<string>();
  const open = [from];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const next of edges.get(each) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
};

const addTo = (edges: Map<string, Set<string>>, from: string, to: string): void => {
  const known = edges.get(from);
  if (known === undefined) edges.set(from, new Set([to]));
  else known.add(to);
};

/** A transition whose condition can never be true leads nowhere. */
export const stateGraph = ({ model, events, expressions }: Analysis): StateGraph => {
  const impossible = new Set(
    expressions.filter(({ use, node }) => use === 'condition' && neverTrue(node)).map(({ site }) => site),
  );
  const forth = new Map<string, Set<string>>();
  const back = new Map<string, Set<string>>();
  for (const site of events) {
    if (site.nextState === undefined || impossible.has(site)) continue;
    addTo(forth, site.state.stateName, site.nextState);
    addTo(back, site.nextState, site.state.stateName);
  }
  const { initialStateName } = model;
  const reachable = new Set([initialStateName, ...spread(forth, initialStateName)]);
  const reachableBack = (name: string): ReadonlySet<string> =>
    new Set([...spread(back, name)].filter((each) => reachable.has(each)));
  return { reachable, before: reachableBack };
};
