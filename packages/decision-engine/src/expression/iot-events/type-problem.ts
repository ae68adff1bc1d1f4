import type { Span } from '../ast.ts';

/**
 * INVALID_REFERENCE: a bare name, or `$input`/`$variable` without one. INTEGER_RANGE: a literal of more than 64 bits.
 * UNKNOWN_FUNCTION, WRONG_ARITY, WRONG_ARGUMENT: calls. INCOMPATIBLE_OPERANDS: an operator with types it does not take.
 * INCOMPATIBLE_USES: one reference is used as types that do not go together. NOT_A_CONDITION: its result is no Boolean.
 */
export type TypeProblemCode =
  | 'INVALID_REFERENCE'
  | 'INTEGER_RANGE'
  | 'UNKNOWN_FUNCTION'
  | 'WRONG_ARITY'
  | 'WRONG_ARGUMENT'
  | 'INCOMPATIBLE_OPERANDS'
  | 'INCOMPATIBLE_USES'
  | 'NOT_A_CONDITION';

/** A problem of an expression; its message is AWS's wording where AWS documents one, and the span is in the expression. */
export interface TypeProblem extends Span {
  readonly code: TypeProblemCode;
  /** The type of the analysis result that it belongs to. */
  readonly analysis: 'expression-syntax' | 'data-type';
  readonly message: string;
}
