import { type Node, parseExpression } from '../../expression/index.ts';
import {
  compileCondition,
  compileIotEvents,
  Invalid,
  parseTextParameter,
  type Value,
} from '../../expression/iot-events/index.ts';
import { ActionFailure } from './action-failure.ts';
import type { Draft } from './draft.ts';

type EvaluateValue = (draft: Draft) => Value | undefined;

/** Compiles the texts of a model. All throw an ExpressionError for a text that is no expression. */
export interface Expressions {
  /** The result throws an ActionFailure when it cannot be evaluated. */
  compile(text: string): EvaluateValue;
  /** Like `compile`, of a text that may also stand for itself: `hvac/Heating/On`. */
  compileText(text: string): EvaluateValue;
  /** Whatever is not true counts as false. */
  condition(text: string): (draft: Draft) => boolean;
}

/** @param noteNode told each expression of the model */
export const createExpressions = (noteNode: (node: Node) => void): Expressions => {
  const noted = (node: Node): Node => {
    noteNode(node);
    return node;
  };
  const compileNode = (node: Node): EvaluateValue => {
    const evaluate = compileIotEvents(noted(node));
    return (draft) => {
      const outcome = evaluate(draft.scope);
      if (!(outcome instanceof Invalid)) return outcome;
      throw new ActionFailure(`its expression could not be evaluated: ${outcome.reason}`);
    };
  };
  return {
    compile: (text) => compileNode(parseExpression(text)),
    compileText: (text) => compileNode(parseTextParameter(text)),
    condition: (text) => {
      const holds = compileCondition(noted(parseExpression(text)));
      return (draft) => holds(draft.scope);
    },
  };
};
