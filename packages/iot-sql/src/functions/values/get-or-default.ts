import type { Evaluator } from '../../compile/evaluator.ts';
import { EvaluationFailure } from '../../evaluation-failure.ts';
import type { Message } from '../../message.ts';
import type { SqlValue } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';

/** The first argument, or the second (Undefined if left out) where that is Null or Undefined or fails. */
export const getOrDefault: SqlFunction = {
  name: 'get_or_default',
  arity: [1, 2],
  since2016: true,
  compile: ({ args: [expression, otherwise] }) => {
    return (message) => (expression && valueOrUndefined(expression, message)) ?? otherwise?.(message);
  },
};

function valueOrUndefined(expression: Evaluator, message: Message): SqlValue {
  try {
    return expression(message);
  } catch (error) {
    if (error instanceof EvaluationFailure) return undefined;
    throw error;
  }
}
