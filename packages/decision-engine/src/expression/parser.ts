import type { Node, PathStep, UnaryOperator } from './ast.ts';
import { DepthGuard } from './depth-guard.ts';
import { ExpressionError } from './expression-error.ts';
import { isBinaryOperator, LOOSEST, precedenceOf } from './precedence.ts';
import { type Parts, readQuoted, readUnquoted } from './string-reader.ts';
import type { Token } from './token.ts';
import { TokenReader } from './token-reader.ts';

/**
 * The tree of an expression: the grammar that detector models of AWS IoT Events and rules for people share. What names,
 * functions and operators mean, and which types they take, is not looked at here.
 *
 * Source: AWS IoT Events developer guide, "Expressions"; how tightly operators bind: see precedence.ts.
 *
 * @throws ExpressionError
 */
export function parseExpression(text: string): Node {
  const reader = new TokenReader(text);
  const node = new Parser(reader).parseBinary(LOOSEST);
  if (reader.peek().kind !== 'end') reader.refuse('an operator or the end');
  return node;
}

/**
 * The parts of a text with `${expression}` in it that stands in no quotes, as in a YAML file: texts (none empty) and
 * expressions in turn. `$${` is a literal `${`. Offsets count from the start of `text`.
 *
 * @throws ExpressionError
 */
export function parseTemplate(text: string): Parts {
  const reader = new TokenReader(text);
  return readUnquoted(reader, () => new Parser(reader).parsePlaceholder());
}

const UNARY: readonly UnaryOperator[] = ['!', '~', '-'];

class Parser {
  readonly #reader: TokenReader;
  readonly #depth = new DepthGuard();

  constructor(reader: TokenReader) {
    this.#reader = reader;
  }

  /** Precedence climbing: reads operators that bind at least as tightly as `loosest`. */
  parseBinary(loosest: number): Node {
    let left = this.#parseUnary();
    for (;;) {
      const { kind, text } = this.#reader.peek();
      if (kind !== 'symbol' || !isBinaryOperator(text) || precedenceOf(text) < loosest) return left;
      this.#reader.take();
      const right = this.#depth.nest(this.#reader, () => this.parseBinary(precedenceOf(text) + 1));
      left = this.#depth.add({ kind: 'binary', operator: text, left, right, start: left.start, end: right.end });
    }
  }

  /** What follows `${`, and its `}`. */
  parsePlaceholder(): Node {
    const node = this.#depth.nest(this.#reader, () => this.parseBinary(LOOSEST));
    this.#reader.expectSymbol('}', "to close '${'");
    return node;
  }

  #parseUnary(): Node {
    const { kind, text, start } = this.#reader.peek();
    const operator = kind === 'symbol' ? UNARY.find((each) => each === text) : undefined;
    if (operator === undefined) return this.#parsePrimary();
    this.#reader.take();
    const operand = this.#depth.nest(this.#reader, () => this.#parseUnary());
    return this.#depth.add({ kind: 'unary', operator, operand, start, end: operand.end });
  }

  #parsePrimary(): Node {
    const token = this.#reader.peek();
    const { start, end } = token;
    if (token.kind === 'symbol' && token.text === '(') return this.#parseParentheses();
    if (token.kind === 'symbol' || token.kind === 'end') this.#reader.refuse('an expression');
    this.#reader.take();
    if (token.kind === 'integer') return { kind: 'integer', value: BigInt(token.text), start, end };
    if (token.kind === 'decimal') return decimal(token);
    if (token.kind === 'quote') return this.#parseString(token);
    if (token.kind === 'name') return this.#parseName(token);
    return this.#parseReference(token);
  }

  /** The node is widened by its parentheses, so that a span never begins or ends in the middle of a pair. */
  #parseParentheses(): Node {
    const { start } = this.#reader.take();
    const node = this.#depth.nest(this.#reader, () => this.parseBinary(LOOSEST));
    const { end } = this.#reader.expectSymbol(')', "to close '('");
    return this.#depth.replace(node, { ...node, start, end });
  }

  #parseString({ text: quote, start }: Token): Node {
    const parts = readQuoted(this.#reader, quote, () => this.parsePlaceholder());
    const end = this.#reader.offset;
    const [first = '', ...rest] = parts;
    if (typeof first === 'string' && rest.length === 0) return { kind: 'string', value: first, start, end };
    return this.#depth.add({ kind: 'template', parts, start, end });
  }

  #parseName(token: Token): Node {
    const { text, start, end } = token;
    if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', start, end };
    if (this.#reader.takeIf('symbol', '(') !== undefined) return this.#parseCall(token);
    return this.#parseReference(token);
  }

  #parseCall({ text: name, start }: Token): Node {
    const args: Node[] = [];
    if (this.#reader.takeIf('symbol', ')') === undefined) {
      do args.push(this.#depth.nest(this.#reader, () => this.parseBinary(LOOSEST)));
      while (this.#reader.takeIf('symbol', ',') !== undefined);
      this.#reader.expectSymbol(')', `or ',' in the arguments of ${name}`);
    }
    return this.#depth.add({ kind: 'call', name, arguments: args, start, end: this.#reader.offset });
  }

  #parseReference(token: Token): Node {
    if (token.kind === 'quoted' && token.text.startsWith('$')) {
      throw new ExpressionError('SYNTAX', 'a name that a reference begins with cannot begin with $', token.start);
    }
    const path: PathStep[] = [];
    for (;;) {
      if (this.#reader.takeIf('symbol', '.') !== undefined) path.push(this.#parseMember());
      else if (this.#reader.takeIf('symbol', '[') !== undefined) path.push(this.#parseIndex());
      else return { kind: 'reference', root: token.text, path, start: token.start, end: this.#reader.offset };
    }
  }

  #parseMember(): string {
    const name = this.#reader.takeIf('name') ?? this.#reader.takeIf('quoted');
    return name?.text ?? this.#reader.refuse("a name after '.' (in backticks if not of letters, digits and _)");
  }

  #parseIndex(): number {
    const token = this.#reader.takeIf('integer') ?? this.#reader.refuse("a number from 0 on after '['");
    const index = Number(token.text);
    if (!Number.isSafeInteger(index)) throw new ExpressionError('SYNTAX', 'an index too large', token.start);
    this.#reader.expectSymbol(']', "to close '['");
    return index;
  }
}

function decimal({ text, start, end }: Token): Node {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new ExpressionError('SYNTAX', `the number ${text} is too large`, start);
  return { kind: 'decimal', value, start, end };
}
