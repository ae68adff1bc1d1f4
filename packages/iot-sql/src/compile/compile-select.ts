import { EvaluationFailure } from '../evaluation-failure.ts';
import type { Message } from '../message.ts';
import type { Expression, Projection, SelectClause } from '../syntax/ast.ts';
import { outputJson } from '../values/output-json.ts';
import { setKey, setPath } from '../values/set-key.ts';
import { isObject, type SqlObject } from '../values/sql-value.ts';
import { type CompileContext, type Evaluator, refuse } from './evaluator.ts';

/** The bytes that a rule hands to its actions. @throws EvaluationFailure, RangeError for very deep JSON */
export type Selector = (message: Message) => Uint8Array;

type Projector = (message: Message, output: SqlObject) => void;

/** @throws SqlError */
export function compileSelect(select: SelectClause, context: CompileContext): Selector {
  if (select.value) throw refuse(context, 'UNSUPPORTED', 'SELECT VALUE is not supported', select);
  const [only] = select.projections;
  if (select.projections.length === 1 && only?.kind === 'spread' && only.of === undefined)
    return selectPayload(context);
  const projectors = select.projections.map((projection) => compileProjection(projection, context));
  return (message) => {
    const output: SqlObject = {};
    for (const project of projectors) project(message, output);
    return Buffer.from(outputJson(output, context.version));
  };
}

/** `SELECT *` alone: JSON is written anew, whatever is not JSON passes as raw bytes ("Working with binary payloads"). */
function selectPayload({ version }: CompileContext): Selector {
  return (message) => {
    try {
      return Buffer.from(outputJson(message.document, version));
    } catch (error) {
      if (error instanceof EvaluationFailure && error.code === 'PAYLOAD_NOT_JSON') return message.payload;
      throw error;
    }
  };
}

function compileProjection(projection: Projection, context: CompileContext): Projector {
  if (projection.kind === 'spread') return compileSpread(projection.of, context);
  const evaluate = context.compile(projection.expression);
  const path = projection.alias.length > 0 ? projection.alias : [implicitAlias(projection.expression, context)];
  return (message, output) => {
    const value = evaluate(message);
    if (value !== undefined) setPath(output, path, value);
  };
}

function compileSpread(of: Expression | undefined, context: CompileContext): Projector {
  const source: Evaluator = of === undefined ? (message) => message.document : context.compile(of);
  return (message, output) => {
    const object = source(message);
    if (!isObject(object)) {
      if (of === undefined) throw new EvaluationFailure('PAYLOAD_NOT_AN_OBJECT');
      return;
    }
    for (const key of Object.keys(object)) setKey(output, key, object[key]);
  };
}

/** Without AS an attribute keeps the last segment of its path and a call the function's name. */
function implicitAlias(expression: Expression, context: CompileContext): string {
  if (expression.kind === 'attribute' || expression.kind === 'member' || expression.kind === 'call')
    return expression.name;
  throw refuse(context, 'UNSUPPORTED', 'a projection that is neither an attribute nor a call needs AS', expression);
}
