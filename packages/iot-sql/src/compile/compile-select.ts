import { EvaluationFailure } from '../evaluation-failure.ts';
import type { Message } from '../message.ts';
import type { SelectClause } from '../syntax/ast.ts';
import { outputJson } from '../values/output-json.ts';
import { compileAppended } from './compile-appended.ts';
import { compileProjections } from './compile-projections.ts';
import type { CompileContext } from './evaluator.ts';

/** The bytes that a rule hands to its actions. @throws EvaluationFailure, PortCall, RangeError for very deep JSON */
export type Selector = (message: Message) => Uint8Array;

/** @throws SqlError */
export function compileSelect(select: SelectClause, context: CompileContext): Selector {
  const evaluate = compileProjections(select, context);
  const { version } = context;
  const write: Selector = (message) => Buffer.from(outputJson(evaluate(message), version));
  if (isPayloadAlone(select)) return passingPayload(write);
  const append = compileAppended(select, context);
  return append === undefined ? write : (message) => append(message) ?? write(message);
}

function isPayloadAlone({ projections }: SelectClause): boolean {
  const [only] = projections;
  return projections.length === 1 && only?.kind === 'spread' && only.of === undefined;
}

/**
 * `SELECT *` alone: JSON is written anew, which for most means as it came; whatever is not JSON passes as raw bytes ("Working with
 * binary payloads").
 */
function passingPayload(write: Selector): Selector {
  return (message) => {
    if (message.index?.isCanonical) return message.payload;
    try {
      return write(message);
    } catch (error) {
      if (error instanceof EvaluationFailure && error.code === 'PAYLOAD_NOT_JSON') return message.payload;
      throw error;
    }
  };
}
