import { EvaluationFailure } from '../evaluation-failure.ts';
import type { Message } from '../message.ts';
import type { Expression, Projection, SelectClause } from '../syntax/ast.ts';
import { setKey, setPath } from '../values/set-key.ts';
import { isObject, type SqlObject } from '../values/sql-value.ts';
import { type CompileContext, type Evaluator, refuse } from './evaluator.ts';

type Projector = (message: Message, output: SqlObject) => void;

/** What a SELECT clause makes of the payload, or of a row in a nested object query. @throws SqlError */
export function compileProjections(select: SelectClause, context: CompileContext): Evaluator {
  const only = select.projections.length === 1 ? select.projections[0] : undefined;
  if (select.value) return compileValue(select, only, context);
  if (only?.kind === 'spread' && only.of === undefined)
    return context.compile({ kind: 'payload', offset: only.offset });
  if (isBareObject(only)) return context.compile(only.expression);
  const projectors = select.projections.map((projection) => compileProjection(projection, context));
  return (message) => {
    const output: SqlObject = {};
    for (const project of projectors) project(message, output);
    return output;
  };
}

/** `SELECT VALUE x`: x itself, not an object with it. */
function compileValue(select: SelectClause, only: Projection | undefined, context: CompileContext): Evaluator {
  if (only === undefined) throw refuse(context, 'INVALID', 'SELECT VALUE takes one projection', select);
  if (only.kind === 'spread') return context.compile(only.of ?? { kind: 'payload', offset: only.offset });
  if (only.alias.length > 0) throw refuse(context, 'INVALID', 'SELECT VALUE takes no alias', only);
  return context.compile(only.expression);
}

/** `SELECT {'a': b}`, without AS, gives that object. */
function isBareObject(only: Projection | undefined): only is Extract<Projection, { kind: 'value' }> {
  return only?.kind === 'value' && only.alias.length === 0 && only.expression.kind === 'object';
}

function compileProjection(projection: Projection, context: CompileContext): Projector {
  if (projection.kind === 'spread') return compileSpread(projection.of, context);
  const evaluate = context.compile(projection.expression);
  const path = projection.alias.length > 0 ? projection.alias : [implicitAlias(projection.expression, context)];
  const [key] = path;
  if (key !== undefined && path.length === 1 && key !== '__proto__') {
    return (message, output) => {
      const value = evaluate(message);
      if (value !== undefined) output[key] = value;
    };
  }
  return (message, output) => {
    const value = evaluate(message);
    if (value !== undefined) setPath(output, path, value);
  };
}

/** To an empty payload `*` adds nothing; to one that is not an object other keys cannot be added. */
function compileSpread(of: Expression | undefined, context: CompileContext): Projector {
  const source = context.compile(of ?? { kind: 'payload', offset: 0 });
  const isPayload = of === undefined && context.row === undefined;
  return (message, output) => {
    const object = source(message);
    if (isObject(object)) {
      for (const key of Object.keys(object)) setKey(output, key, object[key]);
    } else if (isPayload && object !== undefined) {
      throw new EvaluationFailure('PAYLOAD_NOT_AN_OBJECT');
    }
  };
}

/** Without AS an attribute keeps the last segment of its path, a variable its name and a call the function's name. */
function implicitAlias(expression: Expression, context: CompileContext): string {
  switch (expression.kind) {
    case 'attribute':
    case 'member':
    case 'call':
    case 'variable':
      return expression.name;
    case 'cast':
      return 'cast';
    default:
      throw refuse(context, 'UNSUPPORTED', 'a projection that is neither an attribute nor a call needs AS', expression);
  }
}
