import type { DetectorModelAction } from '../definition-action.ts';
import type { Analysis } from './analysis.ts';
import { stateGraph } from './state-graph.ts';

/** For the things of one kind (variables, timers): which states set which. */
export interface DataFlow {
  /** The thing is set somewhere in the model. */
  readonly isSet: (name: string) => boolean;
  /** It is set in the state, or in one that a detector can have been in before; of states that no detector enters, yes. */
  readonly maySetBefore: (name: string, stateName: string) => boolean;
}

/** @param nameOf what an action sets, if it sets a thing of the kind */
export const dataFlow = (analysis: Analysis, nameOf: (action: DetectorModelAction) => string | undefined): DataFlow => {
  const settingStates = new Map<string, Set<string>>();
  for (const { event, state } of analysis.events) {
    for (const action of event.actions) {
      const name = nameOf(action);
      if (name !== undefined) settingStates.set(name, (settingStates.get(name) ?? new Set()).add(state.stateName));
    }
  }
  const { before, reachable } = stateGraph(analysis);
  return {
    isSet: (name) => settingStates.has(name),
    maySetBefore: (name, stateName) => {
      if (!reachable.has(stateName)) return true;
      const settingIn = settingStates.get(name) ?? new Set();
      const visited = before(stateName);
      return settingIn.has(stateName) || [...settingIn].some((state) => visited.has(state));
    },
  };
};
