import type { Node } from './ast.ts';
import { childrenOf } from './children.ts';
import { ExpressionError } from './expression-error.ts';
import type { TokenReader } from './token-reader.ts';

/**
 * How deep an expression may nest, parentheses included. Everything that reads a tree does so recursively, and a long
 * chain such as `a + b + c + …` is as deep as it is long; AWS's conditions (512 characters) stay below it.
 */
const MAX_DEPTH = 512;

/** Keeps both the parser's recursion and the trees it builds within {@link MAX_DEPTH}. */
export class DepthGuard {
  readonly #heights = new Map<Node, number>();
  #depth = 0;

  /** @throws ExpressionError TOO_DEEP */
  nest(reader: TokenReader, parse: () => Node): Node {
    this.#depth += 1;
    refuseBeyond(this.#depth, reader.offset);
    const node = parse();
    this.#depth -= 1;
    return node;
  }

  /** @throws ExpressionError TOO_DEEP */
  add(node: Node): Node {
    let height = 1;
    for (const child of childrenOf(node)) height = Math.max(height, 1 + this.#heightOf(child));
    refuseBeyond(height, node.end);
    this.#heights.set(node, height);
    return node;
  }

  replace(node: Node, by: Node): Node {
    this.#heights.set(by, this.#heightOf(node));
    return by;
  }

  #heightOf(node: Node): number {
    return this.#heights.get(node) ?? 1;
  }
}

function refuseBeyond(depth: number, offset: number): void {
  if (depth > MAX_DEPTH) throw new ExpressionError('TOO_DEEP', `nested more than ${MAX_DEPTH} deep`, offset);
}
