import type { SetClause, Statement } from './ast.ts';
import { createGrammar } from './create-grammar.ts';
import type { Grammar } from './grammar.ts';
import { parseSelect } from './select-parser.ts';
import type { TokenReader } from './token-reader.ts';

/**
 * `[SET @x = …, @y = …] SELECT … [FROM 'filter'] [WHERE …]`, the grammar of the developer guide's "AWS IoT SQL
 * reference". SET is written once.
 *
 * @throws SqlError SYNTAX
 */
export function parseStatement(sql: string): Statement {
  const grammar = createGrammar(sql);
  const { reader } = grammar;
  const variables: SetClause[] = [];
  if (reader.acceptKeyword('SET')) {
    do variables.push(parseVariable(grammar));
    while (reader.acceptSymbol(','));
  }
  const select = parseSelect(grammar);
  const from = reader.acceptKeyword('FROM') ? parseFrom(reader) : undefined;
  const where = reader.acceptKeyword('WHERE') ? grammar.expression(0) : undefined;
  if (reader.current.kind !== 'end') throw reader.unexpected('the end of the statement');
  return { variables, select, from, where };
}

function parseVariable(grammar: Grammar): SetClause {
  const { reader } = grammar;
  if (reader.current.kind !== 'variable') throw reader.unexpected('a variable such as @x');
  const { text: name, start: offset } = reader.advance();
  reader.expectSymbol('=');
  return { name, value: grammar.expression(0), offset };
}

function parseFrom(reader: TokenReader): { topicFilter: string; offset: number } {
  if (reader.current.kind !== 'string') throw reader.unexpected('a quoted topic filter');
  const { text, start } = reader.advance();
  return { topicFilter: text, offset: start };
}
