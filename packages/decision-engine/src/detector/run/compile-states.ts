import type { DetectorEvent, DetectorModel, DetectorState } from '../definition.ts';
import { compileAction } from './compile-action.ts';
import type { Expressions } from './expressions.ts';
import type { CompiledBlock, CompiledEvent, CompiledTransition } from './lifecycle-block.ts';

export interface CompiledState {
  readonly name: string;
  readonly onEnter: CompiledBlock;
  readonly onInput: CompiledBlock;
  readonly onExit: CompiledBlock;
}

const compileEvent = ({ eventName, condition, actions }: DetectorEvent, expressions: Expressions): CompiledEvent => ({
  name: eventName,
  ...(condition !== undefined && { holds: expressions.condition(condition) }),
  actions: actions.map((action) => compileAction(action, expressions)),
});

const compileState = (state: DetectorState, expressions: Expressions): CompiledState => {
  const events = (each: readonly DetectorEvent[]) => each.map((event) => compileEvent(event, expressions));
  const transitions = state.onInput.transitionEvents.map(
    (event): CompiledTransition => ({ ...compileEvent(event, expressions), nextState: event.nextState }),
  );
  return {
    name: state.stateName,
    onEnter: { lifecycle: 'onEnter', events: events(state.onEnter.events), transitions: [] },
    onInput: { lifecycle: 'onInput', events: events(state.onInput.events), transitions },
    onExit: { lifecycle: 'onExit', events: events(state.onExit.events), transitions: [] },
  };
};

/** The states of a model by name. @throws {ExpressionError} for a text that is no expression */
export const compileStates = (model: DetectorModel, expressions: Expressions): ReadonlyMap<string, CompiledState> =>
  new Map(model.states.map((state) => [state.stateName, compileState(state, expressions)]));
