import type { Projection, SelectClause } from './ast.ts';
import type { Grammar } from './grammar.ts';
import type { Token } from './token.ts';
import type { TokenReader } from './token-reader.ts';

/** `SELECT [VALUE] projection, …` up to FROM, WHERE, a closing bracket or the end. A trailing comma is accepted. */
export function parseSelect(grammar: Grammar, depth = 0): SelectClause {
  const { reader } = grammar;
  const offset = reader.expectKeyword('SELECT').start;
  const value = isValueKeyword(reader);
  if (value) reader.advance();
  const projections: Projection[] = [];
  do {
    projections.push(parseProjection(grammar, depth));
  } while (reader.acceptSymbol(',') && !isEndOfList(reader));
  return { value, projections, offset };
}

/** `SELECT value FROM …` and `SELECT value.x` read an attribute of that name; `SELECT VALUE x` and `SELECT VALUE *` do not. */
function isValueKeyword(reader: TokenReader): boolean {
  if (!reader.isKeyword('VALUE')) return false;
  const next = reader.peek();
  if (next.kind === 'end') return false;
  if (next.kind === 'symbol') return isStartOfOperand(next);
  return !['AS', 'FROM', 'WHERE', 'AND', 'OR', 'IN'].some((keyword) => reader.isKeyword(keyword, next));
}

function isStartOfOperand(token: Token): boolean {
  return ['*', '(', '[', '{'].includes(token.text);
}

function isEndOfList(reader: TokenReader): boolean {
  return reader.current.kind === 'end' || reader.isKeyword('FROM') || reader.isKeyword('WHERE') || reader.isSymbol(')');
}

function parseProjection(grammar: Grammar, depth: number): Projection {
  const { reader } = grammar;
  const offset = reader.current.start;
  const expression = grammar.expression(depth + 1);
  if (reader.isSymbol('.') && reader.isSymbol('*', reader.peek())) {
    reader.advance();
    reader.advance();
    return { kind: 'spread', of: expression, offset };
  }
  const alias = reader.acceptKeyword('AS') ? parseAlias(reader) : [];
  if (expression.kind === 'payload' && alias.length === 0) return { kind: 'spread', of: undefined, offset };
  return { kind: 'value', expression, alias, offset };
}

/** A dotted alias builds nested objects: `AS state.desired.command`. */
function parseAlias(reader: TokenReader): string[] {
  const path: string[] = [];
  do {
    path.push(aliasSegment(reader));
  } while (reader.acceptSymbol('.'));
  return path;
}

function aliasSegment(reader: TokenReader): string {
  if (reader.current.kind === 'string') return reader.advance().text;
  return reader.expectWord('an alias after AS').text;
}
