/** SYNTAX: not an expression. TOO_DEEP: nested too deep, see depth-guard.ts. */
export type ExpressionErrorCode = 'SYNTAX' | 'TOO_DEEP';

/** An expression cannot be read. `offset` is where in its text, in UTF-16 units from 0. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code: ExpressionErrorCode;
  readonly offset: number;

  constructor(code: ExpressionErrorCode, message: string, offset: number) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}
