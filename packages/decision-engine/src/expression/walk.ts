import type { Node } from './ast.ts';
import { childrenOf } from './children.ts';

/** Calls `visit` for a node and all nodes below it, a node before those below it, from left to right. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walk(child, visit);
}
