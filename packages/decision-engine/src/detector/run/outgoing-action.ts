import type { DetectorModelAction } from '../definition-action.ts';
import { compileParameters } from './action-parameters.ts';
import type { Draft, EventPlace } from './draft.ts';
import type { Expressions } from './expressions.ts';
import { nameUuid } from './name-uuid.ts';
import { compilePayload } from './payload.ts';

/** Names the action by the detector, what happened and its place among the actions of that evaluation. */
const executionIdOf = ({ identity, cause, actions, problems }: Draft): string => {
  const { modelName = '', keyValue = '' } = identity;
  return nameUuid(JSON.stringify([modelName, keyValue, cause.id, actions.length + problems.length]));
};

/** An action for others: its parameters and its payload are evaluated here and now. @throws {ActionFailure} when performed */
export const compileOutgoingAction = (action: DetectorModelAction, expressions: Expressions) => {
  const { type } = action;
  const parametersOf = compileParameters(action, expressions);
  // A value of an asset property is all that AWS IoT SiteWise is sent.
  const payloadOf =
    type === 'iotSiteWise' ? undefined : compilePayload('payload' in action ? action.payload : undefined, expressions);
  return (draft: Draft, place: EventPlace): void => {
    const executionId = executionIdOf(draft);
    const outcome = payloadOf?.(draft, place, executionId);
    const parameters = parametersOf(draft, executionId);
    const payload = outcome && { payload: { text: outcome.text, json: outcome.json } };
    draft.actions.push({ type, ...place, parameters, ...payload, executionId });
    if (outcome?.warning === undefined) return;
    draft.problems.push({ ...place, level: 'WARNING', type, message: outcome.warning });
  };
};
