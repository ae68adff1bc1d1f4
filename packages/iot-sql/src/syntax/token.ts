/** `word` is an identifier or a keyword: which of the two only the parser can tell (`SELECT value FROM …`). */
export type TokenKind = 'word' | 'variable' | 'number' | 'string' | 'symbol' | 'end';

export type Token = {
  kind: TokenKind;
  /** The text between the quotes for a string, without the `@` for a variable, as written otherwise. */
  text: string;
  /** Offsets in the statement, end exclusive. */
  start: number;
  end: number;
};
