/** A piece of a query. `at` is its offset in the text. */
export type Token =
  /** A bare word (`text` as written) or a quoted name (`text` without its quotes). */
  | { readonly kind: 'word' | 'name' | 'string' | 'number' | 'operator'; readonly text: string; readonly at: number }
  /** `15m`, `2day` */
  | { readonly kind: 'duration'; readonly count: string; readonly unit: string; readonly at: number };

/** A parenthesis with what is in it. */
export interface Group {
  readonly kind: 'group';
  readonly nodes: readonly Node[];
  readonly at: number;
}

export type Node = Token | Group;
