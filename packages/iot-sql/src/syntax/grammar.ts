import type { Expression, Query } from './ast.ts';
import type { TokenReader } from './token-reader.ts';

/** The tokens with the two rules that the parts of the grammar call on one another for. `depth` counts nesting. */
export interface Grammar {
  readonly reader: TokenReader;
  expression(depth: number): Expression;
  /** `SELECT …` without the parentheses around it. */
  query(depth: number): Query;
}
