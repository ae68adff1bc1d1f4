import type { Message } from '../message.ts';
import type { Query } from '../syntax/ast.ts';
import { isObject, type SqlValue } from '../values/sql-value.ts';
import { compileProjections } from './compile-projections.ts';
import { withRow } from './create-compile-context.ts';
import { type CompileContext, type Evaluator, requireVersion2016 } from './evaluator.ts';
import type { Row } from './row.ts';

/**
 * A nested object query: an array with what SELECT makes of each element of FROM that WHERE is true for. Its names are those of the
 * element, not of the payload. Over an object it gives an array of one; as an argument of `transform()` that one itself.
 */
export function compileQuery(node: Query, context: CompileContext, options = { unwrapsObject: false }): Evaluator {
  requireVersion2016(context, 'a nested object query', node);
  const from = context.compile(node.from);
  const row: Row = { value: undefined, alias: node.alias };
  const inner = withRow(context, row);
  const where = node.where === undefined ? () => true : inner.compile(node.where);
  const select = compileProjections(node.select, inner);
  const visit = (element: SqlValue, message: Message): SqlValue => {
    row.value = element;
    return where(message) === true ? select(message) : undefined;
  };
  return (message) => {
    const source = from(message);
    if (Array.isArray(source)) {
      return source.map((element) => visit(element, message)).filter((value) => value !== undefined);
    }
    if (!isObject(source)) return undefined;
    const only = visit(source, message);
    if (options.unwrapsObject) return only;
    return only === undefined ? [] : [only];
  };
}
