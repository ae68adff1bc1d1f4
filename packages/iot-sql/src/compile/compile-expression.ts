import { AttributePath } from '../json/attribute-path.ts';
import type { Attribute, Expression, Index, Member } from '../syntax/ast.ts';
import { calculateValues } from '../values/arithmetic.ts';
import { toBoolean } from '../values/conversions.ts';
import { setKey } from '../values/set-key.ts';
import { memberOf, type SqlObject } from '../values/sql-value.ts';
import { compileBinary } from './compile-binary.ts';
import { compileCall } from './compile-call.ts';
import { compileCase } from './compile-case.ts';
import { compileCast } from './compile-cast.ts';
import { compileQuery } from './compile-query.ts';
import { type CompileContext, type Evaluator, refuse, requireVersion2016 } from './evaluator.ts';

type Compilers = {
  [K in Expression['kind']]: (node: Extract<Expression, { kind: K }>, context: CompileContext) => Evaluator;
};

const COMPILERS: Compilers = {
  literal:
    ({ value }) =>
    () =>
      value,
  attribute: compileAttribute,
  payload: (_node, { row }) => (row === undefined ? (message) => message.document : () => row.value),
  member: compileMember,
  index: compileIndex,
  binary: compileBinary,
  call: compileCall,
  case: compileCase,
  cast: compileCast,
  query: (node, context) => compileQuery(node, context),
  unary: (node, context) => {
    const operand = context.compile(node.operand);
    if (node.operator === '-') return (message) => calculateValues('-', 0, operand(message));
    return (message) => {
      const value = toBoolean(operand(message));
      return value === undefined ? undefined : !value;
    };
  },
  array: (node, context) => {
    requireVersion2016(context, 'an array literal', node);
    const items = node.items.map((item) => context.compile(item));
    return (message) => items.map((item) => item(message)).filter((value) => value !== undefined);
  },
  object: (node, context) => {
    requireVersion2016(context, 'an object literal', node);
    const entries = node.entries.map(({ key, value }) => [key, context.compile(value)] as const);
    return (message) => {
      const result: SqlObject = {};
      for (const [key, value] of entries) setKey(result, key, value(message));
      return result;
    };
  },
  variable: ({ name, offset }, context) => {
    const { variables } = context;
    if (!variables?.has(name)) throw refuse(context, 'INVALID', `@${name} is not set`, { offset });
    return (message) => variables.valueOf(name, message);
  },
};

/** @throws SqlError UNSUPPORTED, INVALID */
export function compileExpression(node: Expression, context: CompileContext): Evaluator {
  const compile = COMPILERS[node.kind] as (node: Expression, context: CompileContext) => Evaluator;
  return compile(node, context);
}

function compileAttribute({ name }: Attribute, { row }: CompileContext): Evaluator {
  if (row === undefined) return valueAt([name]);
  if (row.alias === name) return () => row.value;
  return () => memberOf(row.value, name);
}

function compileMember(node: Member, context: CompileContext): Evaluator {
  const names = namesFromRoot(node, context);
  if (names !== undefined) return valueAt(names);
  const object = context.compile(node.object);
  const { name } = node;
  return (message) => memberOf(object(message), name);
}

function valueAt(names: string[]): Evaluator {
  const path = new AttributePath(names);
  return (message) => message.valueAt(path);
}

/** `a.b.c` of the payload; undefined for members of anything else. */
function namesFromRoot(node: Expression, context: CompileContext): string[] | undefined {
  if (context.row !== undefined) return undefined;
  if (node.kind === 'attribute') return [node.name];
  if (node.kind !== 'member') return undefined;
  const names = namesFromRoot(node.object, context);
  return names && [...names, node.name];
}

/** `a[0]` of an array, 0-based; Undefined out of bounds and for anything but a small Int. */
function compileIndex(node: Index, context: CompileContext): Evaluator {
  const object = context.compile(node.object);
  const index = context.compile(node.index);
  return (message) => {
    const array = object(message);
    const position = index(message);
    return Array.isArray(array) && typeof position === 'number' ? array[position] : undefined;
  };
}
