import { isScalar, textOf, type Value } from '../../expression/iot-events/index.ts';
import type { Payload } from '../definition-action.ts';
import { isJson } from '../is-json.ts';
import { ActionFailure } from './action-failure.ts';
import type { Draft, EventPlace } from './draft.ts';
import type { Expressions } from './expressions.ts';
import type { PayloadText } from './resolved-action.ts';
import { valueJson } from './value-json.ts';

/** What an action sends. `warning`: it is sent, but something is wrong with it. */
export interface PayloadOutcome extends PayloadText {
  readonly warning?: string;
}

export type EvaluatePayload = (draft: Draft, place: EventPlace, executionId: string) => PayloadOutcome;

const jsonOf = (value: Value | undefined, expression: string): PayloadOutcome => {
  if (typeof value !== 'string') {
    throw new ActionFailure(`the payload expression {${expression}} is no string, but the type of the payload is JSON`);
  }
  if (isJson(value)) return { text: value, json: true };
  return {
    text: value,
    json: false,
    warning: 'the type of the payload is JSON, but the text that was sent is not valid JSON',
  };
};

const stringOf = (value: Value | undefined): PayloadOutcome => {
  if (value === undefined) throw new ActionFailure('the payload expression could not be evaluated');
  return { text: isScalar(value) ? textOf(value) : valueJson(value), json: false };
};

/**
 * The standard payload, or the result of the action's own expression.
 * @throws {ActionFailure} when evaluated
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_Payload.html
 */
export const compilePayload = (payload: Payload | undefined, expressions: Expressions): EvaluatePayload => {
  if (payload === undefined) {
    return (draft, { event }, executionId) => ({
      text: valueJson(draft.standardPayload(event, executionId)),
      json: true,
    });
  }
  const { contentExpression, type } = payload;
  const evaluate = expressions.compile(contentExpression);
  return (draft) => (type === 'JSON' ? jsonOf(evaluate(draft), contentExpression) : stringOf(evaluate(draft)));
};
