import type { CompiledState } from './compile-states.ts';
import type { CompiledModel } from './compiled-model.ts';
import type { Draft } from './draft.ts';
import { performEvent, runBlock } from './lifecycle-block.ts';

const stateOf = ({ states }: CompiledModel, name: string): CompiledState => {
  const state = states.get(name);
  if (state === undefined) throw new TypeError(`the model has no state '${name}'`);
  return state;
};

/** A detector comes into being: it enters the initial state. */
export const enterInitialState = (draft: Draft, model: CompiledModel): void => {
  runBlock(draft, stateOf(model, draft.stateName).onEnter, model.evaluationMethod);
};

/**
 * Evaluates the current state. A transition, also one to the state itself, runs its own actions, then onExit while the
 * state is still the old one, then onEnter of the new; what the new state's onInput says waits for the next input.
 */
export const evaluateState = (draft: Draft, model: CompiledModel): void => {
  const { onInput, onExit } = stateOf(model, draft.stateName);
  const transition = runBlock(draft, onInput, model.evaluationMethod);
  if (transition === undefined) return;
  performEvent(draft, transition, 'onInput');
  runBlock(draft, onExit, model.evaluationMethod);
  draft.stateName = transition.nextState;
  runBlock(draft, stateOf(model, draft.stateName).onEnter, model.evaluationMethod);
};
