import type { Node } from './token.ts';

const always = new Set(
  `SELECT FROM WHERE GROUP BY HAVING ORDER LIMIT OFFSET AS AND OR NOT IN IS NULL LIKE ESCAPE BETWEEN CASE WHEN THEN ELSE
  END DISTINCT ALL WITH UNION EXCEPT INTERSECT JOIN INNER LEFT RIGHT FULL OUTER CROSS ON USING ASC DESC OVER PARTITION
  EXISTS TRUE FALSE VALUES NULLS GROUPING ROLLUP CUBE SETS FILTER NATURAL`.split(/\s+/),
);

const frame = new Set(['UNBOUNDED', 'CURRENT', 'BETWEEN']);

export const wordAt = (nodes: readonly Node[], index: number): string => {
  const node = nodes[index];
  return node?.kind === 'word' ? node.text.toUpperCase() : '';
};

/** Words that are keywords only where their neighbours say so; elsewhere they may name a column (`time`, `current`, `first`). */
const inPlace = (word: string, before: string, after: string, follows: Node | undefined): boolean => {
  switch (word) {
    case 'FIRST':
    case 'LAST':
      return before === 'NULLS';
    case 'ROWS':
    case 'RANGE':
      return frame.has(after) || follows?.kind === 'number' || follows?.kind === 'duration';
    case 'CURRENT':
      return after === 'ROW';
    case 'ROW':
      return before === 'CURRENT';
    case 'PRECEDING':
    case 'FOLLOWING':
    case 'UNBOUNDED':
      return true;
    default:
      return false;
  }
};

export const isKeyword = (nodes: readonly Node[], index: number): boolean => {
  const word = wordAt(nodes, index);
  if (word === '') return false;
  return always.has(word) || inPlace(word, wordAt(nodes, index - 1), wordAt(nodes, index + 1), nodes[index + 1]);
};
