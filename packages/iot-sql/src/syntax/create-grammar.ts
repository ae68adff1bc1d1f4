import { parseExpression } from './expression-parser.ts';
import type { Grammar } from './grammar.ts';
import { parseQuery } from './query-parser.ts';
import { TokenReader } from './token-reader.ts';

/** The grammar over `text` from `offset` on. @throws SqlError if there is no token */
export function createGrammar(text: string, offset = 0): Grammar {
  const grammar: Grammar = {
    reader: new TokenReader(text, offset),
    expression: (depth) => parseExpression(grammar, depth),
    query: (depth) => parseQuery(grammar, depth),
  };
  return grammar;
}
