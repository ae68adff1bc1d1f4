import type { DetectorModelAction } from '../definition-action.ts';
import { ActionFailure } from './action-failure.ts';
import { compileBuiltInAction, isBuiltIn } from './built-in-actions.ts';
import type { Draft, EventPlace } from './draft.ts';
import type { Expressions } from './expressions.ts';
import { compileOutgoingAction } from './outgoing-action.ts';

/** Carries an action out, or notes why it could not be. */
export type CompiledAction = (draft: Draft, place: EventPlace) => void;

/** A failing action leaves no trace but its problem: those after it are still carried out. */
export const compileAction = (action: DetectorModelAction, expressions: Expressions): CompiledAction => {
  const perform = isBuiltIn(action)
    ? compileBuiltInAction(action, expressions)
    : compileOutgoingAction(action, expressions);
  return (draft, place) => {
    try {
      perform(draft, place);
    } catch (error) {
      if (!(error instanceof ActionFailure)) throw error;
      draft.problems.push({ ...place, level: 'ERROR', type: action.type, message: error.message });
    }
  };
};
