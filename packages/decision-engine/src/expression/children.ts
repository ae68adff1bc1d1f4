import type { Node } from './ast.ts';

/** The nodes right below a node, in the order in which they stand in the text. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'call':
      return node.arguments;
    case 'template':
      return node.parts.filter((part) => typeof part !== 'string');
    default:
      return [];
  }
}
