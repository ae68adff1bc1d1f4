import { SqlError } from '../sql-error.ts';
import type { BinaryOperator, Expression } from './ast.ts';
import type { Grammar } from './grammar.ts';
import { parseNumber } from './number-parser.ts';
import { parsePrimary } from './primary-parser.ts';
import type { TokenReader } from './token-reader.ts';

/** Deeper nesting and longer chains are refused rather than left to overflow the stack. */
const MAX_DEPTH = 100;
const MAX_CHAIN = 1000;

/** Loosest first. NOT stands between AND and the comparisons, unary minus above `*`. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['OR'],
  ['AND'],
  ['=', '<>', '<=', '>=', '<', '>', 'IN'],
  ['+', '-'],
  ['*', '/', '%'],
];
const COMPARISON_LEVEL = 2;

/**
 * An expression of the SELECT or WHERE clause or of a substitution template; leaves the reader at the first token after it.
 *
 * @throws SqlError
 */
export function parseExpression(grammar: Grammar, depth: number): Expression {
  return parseLevel(grammar, 0, depth);
}

function parseLevel(grammar: Grammar, level: number, depth: number): Expression {
  const { reader } = grammar;
  if (depth > MAX_DEPTH) throw tooDeep(reader);
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnaryMinus(grammar, depth);
  if (level === COMPARISON_LEVEL && reader.isKeyword('NOT')) return parseNot(grammar, depth);
  let left = parseLevel(grammar, level + 1, depth);
  for (let length = 0; ; length += 1) {
    const operator = operators.find((candidate) => isOperator(reader, candidate));
    if (operator === undefined) return left;
    const { start } = reader.advance();
    if (length > MAX_CHAIN) {
      throw new SqlError('INVALID', `more than ${MAX_CHAIN} operators in a row`, reader.text, start);
    }
    const right = parseLevel(grammar, level + 1, depth);
    left = { kind: 'binary', operator, left, right, offset: start };
  }
}

function parseNot(grammar: Grammar, depth: number): Expression {
  const { reader } = grammar;
  const { start } = reader.advance();
  return { kind: 'unary', operator: 'NOT', operand: parseLevel(grammar, COMPARISON_LEVEL, depth + 1), offset: start };
}

function parseUnaryMinus(grammar: Grammar, depth: number): Expression {
  const { reader } = grammar;
  if (!reader.isSymbol('-')) return parsePrimary(grammar, depth);
  const { start } = reader.advance();
  if (reader.current.kind === 'number') {
    const { text } = reader.advance();
    return { kind: 'literal', value: parseNumber(reader, `-${text}`, start), offset: start };
  }
  if (depth > MAX_DEPTH) throw tooDeep(reader);
  return { kind: 'unary', operator: '-', operand: parseUnaryMinus(grammar, depth + 1), offset: start };
}

function isOperator(reader: TokenReader, operator: BinaryOperator): boolean {
  return /[A-Z]/.test(operator) ? reader.isKeyword(operator) : reader.isSymbol(operator);
}

function tooDeep(reader: TokenReader): SqlError {
  return new SqlError('INVALID', `expression nested deeper than ${MAX_DEPTH}`, reader.text, reader.current.start);
}
