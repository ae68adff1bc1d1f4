export type ExpressionProblemCode =
  | 'SYNTAX'
  | 'UNKNOWN_NAME'
  | 'UNKNOWN_FUNCTION'
  | 'ARGUMENTS'
  | 'TYPE'
  | 'NO_VALUE'
  | 'TOO_LONG';

/** One thing wrong with an expression: `length` UTF-16 units of its text from `offset` on. */
export interface ExpressionProblem {
  readonly code: ExpressionProblemCode;
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

/** An expression, or a text with expressions in it, that cannot be compiled; it names everything that is wrong. */
export class RuleExpressionError extends Error {
  readonly code = 'INVALID_EXPRESSION';
  readonly problems: readonly ExpressionProblem[];

  constructor(problems: readonly ExpressionProblem[], options?: ErrorOptions) {
    super(problems.map(({ message, offset }) => `${message} (at offset ${offset})`).join('\n'), options);
    this.problems = problems;
  }
}
