import { SqlError } from '../sql-error.ts';
import { readToken } from './lexer.ts';
import type { Token } from './token.ts';

/** A cursor over the tokens of one statement, with what every part of the parser asks of it. */
export class TokenReader {
  readonly text: string;
  current: Token;

  constructor(text: string, offset = 0) {
    this.text = text;
    this.current = readToken(text, offset);
  }

  /** The token after the current one. */
  peek(): Token {
    return readToken(this.text, this.current.end);
  }

  advance(): Token {
    const token = this.current;
    this.current = readToken(this.text, token.end);
    return token;
  }

  isSymbol(symbol: string, token: Token = this.current): boolean {
    return token.kind === 'symbol' && token.text === symbol;
  }

  /** Keywords are written in any case. */
  isKeyword(keyword: string, token: Token = this.current): boolean {
    return token.kind === 'word' && token.text.toUpperCase() === keyword;
  }

  acceptSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.advance();
    return true;
  }

  acceptKeyword(keyword: string): boolean {
    if (!this.isKeyword(keyword)) return false;
    this.advance();
    return true;
  }

  expectSymbol(symbol: string): Token {
    if (!this.isSymbol(symbol)) throw this.unexpected(`"${symbol}"`);
    return this.advance();
  }

  expectKeyword(keyword: string): Token {
    if (!this.isKeyword(keyword)) throw this.unexpected(keyword);
    return this.advance();
  }

  expectWord(what: string): Token {
    if (this.current.kind !== 'word') throw this.unexpected(what);
    return this.advance();
  }

  /** A SYNTAX error at the current token. */
  unexpected(wanted: string): SqlError {
    const { kind, text, start, end } = this.current;
    const found = kind === 'end' ? 'the end of the statement' : this.text.slice(start, end).slice(0, 40);
    return new SqlError('SYNTAX', `expected ${wanted}, found ${found || text}`, this.text, start);
  }
}
