import type { Query } from './ast.ts';
import { parseExpression } from './expression-parser.ts';
import { parseSelect } from './select-parser.ts';
import type { TokenReader } from './token-reader.ts';

/** A nested object query, without its parentheses. */
export function parseQuery(reader: TokenReader, depth: number): Query {
  const offset = reader.current.start;
  const select = parseSelect(reader, depth);
  reader.expectKeyword('FROM');
  const from = parseExpression(reader, depth + 1);
  const where = reader.acceptKeyword('WHERE') ? parseExpression(reader, depth + 1) : undefined;
  return { kind: 'query', select, from, where, offset };
}
