/** Where a node stands in the text of its expression, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An index or a member of what a reference leads to: `.a`, `[0]`. */
export type PathStep = string | number;

export type UnaryOperator = '!' | '~' | '-';

export type BinaryOperator =
  | '||'
  | '&&'
  | '|'
  | '^'
  | '&'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/';

/**
 * An expression as written. What names mean is the business of who reads the tree: AWS IoT Events knows `$input` and
 * `$variable`, people's rules know metrics and parameters.
 */
export type Node = Span &
  (
    | { readonly kind: 'integer'; readonly value: bigint }
    | { readonly kind: 'decimal'; readonly value: number }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    /** A string literal with `${…}` in it: texts and expressions in turn. */
    | { readonly kind: 'template'; readonly parts: readonly (string | Node)[] }
    /** `$input.Name.a[0]`: root `$input`, path `['Name', 'a', 0]`. A bare `name.a`: root `name`, path `['a']`. */
    | { readonly kind: 'reference'; readonly root: string; readonly path: readonly PathStep[] }
    | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Node }
    | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
    | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Node[] }
  );
