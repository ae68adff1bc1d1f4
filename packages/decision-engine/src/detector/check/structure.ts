import { references } from '../../expression/iot-events/index.ts';
import type { Check } from './analysis.ts';
import { analysisError } from './result.ts';

const sharedStateNames: Check = ({ model, pathOf }) => {
  const names = new Set(model.states.map(({ stateName }) => stateName));
  return [...names].flatMap((name) => {
    const same = model.states.filter(({ stateName }) => stateName === name);
    if (same.length === 1) return [];
    const message = `The DetectorModelDefinition had a shared state name: found state ${name} with ${same.length} repetitions.`;
    return [analysisError('structure', message, ...same.map(pathOf))];
  });
};

const initialState: Check = ({ model: { states, initialStateName } }) => {
  if (states.some(({ stateName }) => stateName === initialStateName)) return [];
  const message = `The Definition's initialStateName ${initialStateName} did not correspond to a defined State.`;
  return [analysisError('structure', message, 'initialStateName')];
};

const nextStates: Check = ({ model, events }) => {
  const names = new Set(model.states.map(({ stateName }) => stateName));
  return events.flatMap(({ event, nextState, path }) => {
    if (nextState === undefined || names.has(nextState)) return [];
    const message = `The TransitionEvent ${event.eventName} transitions to a non-existent state ${nextState}.`;
    return [analysisError('structure', message, path)];
  });
};

/** Without one, no message would ever come: models are routed by the inputs that their conditions name. */
const someInput: Check = ({ events, expressions }) => {
  const conditions = expressions.filter(({ use }) => use === 'condition');
  const reads = conditions.some(({ node }) => {
    const { inputs, currentInputs } = references(node);
    return inputs.length + currentInputs.length > 0;
  });
  // Of a condition that cannot be read it is not known whether it names one.
  const allRead = conditions.length === events.filter(({ event }) => event.condition !== undefined).length;
  return reads || !allRead
    ? []
    : [analysisError('structure', 'Detector Model Definition must use at least one Input in a condition.')];
};

/**
 * Type `structure`, what concerns the states and how they hang together.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/analyze-diagnostic-information.html
 */
export const checkStructure: Check = (analysis) =>
  [sharedStateNames, initialState, nextStates, someInput].flatMap((check) => check(analysis));
