import { SqlError } from '../sql-error.ts';
import type { Expression } from './ast.ts';
import { parseCase } from './case-parser.ts';
import type { Grammar } from './grammar.ts';
import { parseNumber } from './number-parser.ts';
import type { Token } from './token.ts';
import type { TokenReader } from './token-reader.ts';

const MAX_STEPS = 100;
const CONSTANTS = new Map<string, null | boolean>([
  ['TRUE', true],
  ['FALSE', false],
  ['NULL', null],
]);
/** Words that cannot be an attribute at the root; after a dot any word can. */
const RESERVED = new Set(['SELECT', 'FROM', 'WHERE', 'AS', 'AND', 'OR', 'NOT', 'IN', 'WHEN', 'THEN', 'ELSE', 'END']);

/** An operand with its member access: `a.b[0].c`, `decode(x, 'base64').temperature`, `*.messages`. */
export function parsePrimary(grammar: Grammar, depth: number): Expression {
  const { reader } = grammar;
  let expression = parseAtom(grammar, depth);
  for (let steps = 0; ; steps += 1) {
    if (steps > MAX_STEPS) {
      throw new SqlError(
        'INVALID',
        `more than ${MAX_STEPS} levels of member access`,
        reader.text,
        reader.current.start,
      );
    }
    const next = parseStep(grammar, expression, depth);
    if (next === undefined) return expression;
    expression = next;
  }
}

function parseStep(grammar: Grammar, object: Expression, depth: number): Expression | undefined {
  const { reader } = grammar;
  if (reader.isSymbol('.') && !reader.isSymbol('*', reader.peek())) {
    const { start } = reader.advance();
    return { kind: 'member', object, name: reader.expectWord('an attribute name after "."').text, offset: start };
  }
  if (reader.isSymbol('[')) {
    const { start } = reader.advance();
    const index = grammar.expression(depth + 1);
    reader.expectSymbol(']');
    return { kind: 'index', object, index, offset: start };
  }
  return undefined;
}

function parseAtom(grammar: Grammar, depth: number): Expression {
  const { reader } = grammar;
  const token = reader.current;
  switch (token.kind) {
    case 'number':
      reader.advance();
      return { kind: 'literal', value: parseNumber(reader, token.text, token.start), offset: token.start };
    case 'string':
      reader.advance();
      return { kind: 'literal', value: token.text, offset: token.start };
    case 'variable':
      reader.advance();
      return { kind: 'variable', name: token.text, offset: token.start };
    case 'word':
      return parseWord(grammar, token, depth);
    case 'symbol':
      return parseBracketed(grammar, token, depth);
    default:
      throw reader.unexpected('an expression');
  }
}

function parseWord(grammar: Grammar, token: Token, depth: number): Expression {
  const { reader } = grammar;
  const offset = token.start;
  const constant = CONSTANTS.get(token.text.toUpperCase());
  if (constant !== undefined) {
    reader.advance();
    return { kind: 'literal', value: constant, offset };
  }
  if (reader.isKeyword('CASE') && !isEndOfOperand(reader, reader.peek())) return parseCase(grammar, depth);
  if (RESERVED.has(token.text.toUpperCase())) throw reader.unexpected('an expression');
  reader.advance();
  if (!reader.isSymbol('(')) return { kind: 'attribute', name: token.text, offset };
  if (token.text.toLowerCase() === 'cast') return parseCast(grammar, offset, depth);
  reader.advance();
  return { kind: 'call', name: token.text.toLowerCase(), args: parseList(grammar, ')', depth), offset };
}

/** `CASE` before one of these is an attribute of that name. */
function isEndOfOperand(reader: TokenReader, next: Token): boolean {
  return (
    next.kind === 'end' || (next.kind === 'symbol' && ',.)]}=<>'.includes(next.text)) || reader.isKeyword('AS', next)
  );
}

function parseCast(grammar: Grammar, offset: number, depth: number): Expression {
  const { reader } = grammar;
  reader.expectSymbol('(');
  const operand = grammar.expression(depth + 1);
  reader.expectKeyword('AS');
  const type = reader.expectWord('a type').text;
  reader.expectSymbol(')');
  return { kind: 'cast', operand, type, offset };
}

function parseBracketed(grammar: Grammar, token: Token, depth: number): Expression {
  const { reader } = grammar;
  const offset = token.start;
  if (reader.acceptSymbol('*')) return { kind: 'payload', offset };
  if (reader.acceptSymbol('[')) return { kind: 'array', items: parseList(grammar, ']', depth), offset };
  if (reader.acceptSymbol('{')) return { kind: 'object', entries: parseEntries(grammar, depth), offset };
  if (!reader.acceptSymbol('(')) throw reader.unexpected('an expression');
  const inner = reader.isKeyword('SELECT') ? grammar.query(depth + 1) : grammar.expression(depth + 1);
  reader.expectSymbol(')');
  return inner;
}

/** The rest of a comma-separated list, closing bracket included. `(select …)` needs no brackets of its own as an argument. */
function parseList(grammar: Grammar, close: string, depth: number): Expression[] {
  const { reader } = grammar;
  const items: Expression[] = [];
  if (reader.acceptSymbol(close)) return items;
  do {
    items.push(reader.isKeyword('SELECT') ? grammar.query(depth + 1) : grammar.expression(depth + 1));
  } while (reader.acceptSymbol(','));
  reader.expectSymbol(close);
  return items;
}

function parseEntries(grammar: Grammar, depth: number): { key: string; value: Expression }[] {
  const { reader } = grammar;
  const entries: { key: string; value: Expression }[] = [];
  if (reader.acceptSymbol('}')) return entries;
  do {
    if (reader.current.kind !== 'string') throw reader.unexpected('a quoted key');
    const key = reader.advance().text;
    reader.expectSymbol(':');
    entries.push({ key, value: grammar.expression(depth + 1) });
  } while (reader.acceptSymbol(','));
  reader.expectSymbol('}');
  return entries;
}
