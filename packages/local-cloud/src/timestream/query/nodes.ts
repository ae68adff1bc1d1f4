import { isKeyword, wordAt } from './keywords.ts';
import type { Group, Node, Token } from './token.ts';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const isComma = (node: Node | undefined): boolean => node?.kind === 'operator' && node.text === ',';
export const isDot = (node: Node | undefined): boolean => node?.kind === 'operator' && node.text === '.';

/** The parts between the commas. */
export const split = (nodes: readonly Node[]): Node[][] => {
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (isComma(node)) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
};

/** Whether a node names a column, a table or a function. */
export const isName = (nodes: readonly Node[], index: number): boolean => {
  const node = nodes[index];
  return node?.kind === 'name' || (node?.kind === 'word' && !isKeyword(nodes, index));
};

export const nameAt = (nodes: readonly Node[], index: number): string =>
  (nodes[index] as Token & { text: string }).text;

export const isQuery = ({ nodes }: Group): boolean => ['SELECT', 'WITH'].includes(wordAt(nodes, 0));
