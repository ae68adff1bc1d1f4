import type { Node } from '../ast.ts';

/** A bare word, as in `convert(Decimal, …)`; undefined for any other node. */
export function keywordOf(node: Node | undefined): string | undefined {
  if (node?.kind !== 'reference' || node.path.length > 0 || node.root.startsWith('$')) return undefined;
  return node.root;
}
