import { ExpressionError } from './expression-error.ts';
import { readToken } from './lexer.ts';
import { describeToken, type Token, type TokenKind } from './token.ts';

/** Walks over a text, one token ahead at most, so that a string's inside can be read character by character. */
export class TokenReader {
  readonly text: string;
  #offset: number;
  #next: Token | undefined;

  constructor(text: string, offset = 0) {
    this.text = text;
    this.#offset = offset;
  }

  /** Where the last token taken ended. */
  get offset(): number {
    return this.#offset;
  }

  /** Goes on at `offset`, whatever had been looked at. */
  moveTo(offset: number): void {
    this.#offset = offset;
    this.#next = undefined;
  }

  peek(): Token {
    this.#next ??= readToken(this.text, this.#offset);
    return this.#next;
  }

  take(): Token {
    const token = this.peek();
    this.moveTo(token.end);
    return token;
  }

  takeIf(kind: TokenKind, text?: string): Token | undefined {
    const token = this.peek();
    return token.kind === kind && (text === undefined || token.text === text) ? this.take() : undefined;
  }

  /** @throws ExpressionError SYNTAX saying what was expected and what stands there */
  expectSymbol(text: string, purpose: string): Token {
    return this.takeIf('symbol', text) ?? this.refuse(`'${text}' ${purpose}`);
  }

  refuse(expected: string): never {
    const token = this.peek();
    throw new ExpressionError('SYNTAX', `expected ${expected}, found ${describeToken(token)}`, token.start);
  }
}
