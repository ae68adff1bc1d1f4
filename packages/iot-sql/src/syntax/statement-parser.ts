import type { SetClause, Statement } from './ast.ts';
import { parseExpression } from './expression-parser.ts';
import { parseSelect } from './select-parser.ts';
import { TokenReader } from './token-reader.ts';

/**
 * `[SET @x = … ] SELECT … [FROM 'filter'] [WHERE …]`, the whole grammar of the developer guide's "AWS IoT SQL
 * reference", whether or not the compiler supports every part.
 *
 * @throws SqlError SYNTAX
 */
export function parseStatement(sql: string): Statement {
  const reader = new TokenReader(sql);
  const variables: SetClause[] = [];
  while (reader.isKeyword('SET')) variables.push(parseSet(reader));
  const select = parseSelect(reader);
  const from = reader.acceptKeyword('FROM') ? parseFrom(reader) : undefined;
  const where = reader.acceptKeyword('WHERE') ? parseExpression(reader) : undefined;
  if (reader.current.kind !== 'end') throw reader.unexpected('the end of the statement');
  return { variables, select, from, where };
}

function parseSet(reader: TokenReader): SetClause {
  const offset = reader.expectKeyword('SET').start;
  if (reader.current.kind !== 'variable') throw reader.unexpected('a variable such as @x');
  const name = reader.advance().text;
  reader.expectSymbol('=');
  return { name, value: parseExpression(reader), offset };
}

function parseFrom(reader: TokenReader): { topicFilter: string; offset: number } {
  if (reader.current.kind !== 'string') throw reader.unexpected('a quoted topic filter');
  const { text, start } = reader.advance();
  return { topicFilter: text, offset: start };
}
