import type { Expression, Index, Member } from '../syntax/ast.ts';
import { calculateValues } from '../values/arithmetic.ts';
import { toBoolean } from '../values/conversions.ts';
import { setKey } from '../values/set-key.ts';
import { isObject, type SqlObject, type SqlValue } from '../values/sql-value.ts';
import type { SqlVersion } from '../values/sql-version.ts';
import { compileBinary } from './compile-binary.ts';
import { compileCall } from './compile-call.ts';
import { type CompileContext, type Evaluator, refuse, requireVersion2016 } from './evaluator.ts';

type Compilers = {
  [K in Expression['kind']]: (node: Extract<Expression, { kind: K }>, context: CompileContext) => Evaluator;
};

const COMPILERS: Compilers = {
  literal:
    ({ value }) =>
    () =>
      value,
  attribute:
    ({ name }) =>
    (message) =>
      memberOf(message.document, name),
  payload: () => (message) => message.document,
  member: compileMember,
  index: compileIndex,
  binary: compileBinary,
  call: compileCall,
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
  variable: (node, context) => {
    throw refuse(context, 'UNSUPPORTED', `the variable @${node.name} is not supported`, node);
  },
  cast: (node, context) => {
    throw refuse(context, 'UNSUPPORTED', 'the function cast() is not supported', node);
  },
  case: (node, context) => {
    throw refuse(context, 'UNSUPPORTED', 'CASE is not supported', node);
  },
  query: (node, context) => {
    throw refuse(context, 'UNSUPPORTED', 'a nested object query is not supported', node);
  },
};

export function createCompileContext(text: string, version: SqlVersion): CompileContext {
  const context: CompileContext = { text, version, compile: (node) => compileExpression(node, context) };
  return context;
}

function compileExpression(node: Expression, context: CompileContext): Evaluator {
  const compile = COMPILERS[node.kind] as (node: Expression, context: CompileContext) => Evaluator;
  return compile(node, context);
}

function compileMember(node: Member, context: CompileContext): Evaluator {
  const object = context.compile(node.object);
  const { name } = node;
  return (message) => memberOf(object(message), name);
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

function memberOf(value: SqlValue, name: string): SqlValue {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
