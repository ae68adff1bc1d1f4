import type { Query } from './ast.ts';
import type { Grammar } from './grammar.ts';
import { parseSelect } from './select-parser.ts';

/** A nested object query, without its parentheses. */
export function parseQuery(grammar: Grammar, depth: number): Query {
  const { reader } = grammar;
  const offset = reader.current.start;
  const select = parseSelect(grammar, depth);
  reader.expectKeyword('FROM');
  const from = grammar.expression(depth + 1);
  const alias = reader.acceptKeyword('AS') ? reader.expectWord('an alias after AS').text : undefined;
  const where = reader.acceptKeyword('WHERE') ? grammar.expression(depth + 1) : undefined;
  return { kind: 'query', select, from, alias, where, offset };
}
