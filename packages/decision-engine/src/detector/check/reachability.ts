import type { Check } from './analysis.ts';
import { neverTrue } from './never-true.ts';
import { analysisWarning } from './result.ts';
import { stateGraph } from './state-graph.ts';

const states: Check = (analysis) => {
  const { reachable } = stateGraph(analysis);
  const { model, pathOf } = analysis;
  // Without a first state all others would be unreachable too: one error says enough.
  if (!model.states.some(({ stateName }) => stateName === model.initialStateName)) return [];
  const message =
    'A state in your detector model is unreachable. Check the condition that will cause a transition to the desired state.';
  return model.states
    .filter(({ stateName }) => !reachable.has(stateName))
    .map((state) => analysisWarning('structure', message, pathOf(state)));
};

const actions: Check = ({ expressions }) => {
  const message = 'An action in your detector model is unreachable. Check the condition that initiates the action.';
  return expressions
    .filter(({ use, node, site }) => use === 'condition' && site.event.actions.length > 0 && neverTrue(node))
    .map(({ path }) => analysisWarning('structure', message, path));
};

/**
 * Type `structure`: what can never happen.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/analyze-diagnostic-information.html
 */
export const checkReachability: Check = (analysis) => [...states(analysis), ...actions(analysis)];
