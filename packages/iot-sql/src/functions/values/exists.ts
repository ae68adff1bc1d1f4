import { refuse } from '../../compile/evaluator.ts';
import type { SqlFunction } from '../sql-function.ts';

/** `EXISTS (SELECT …)`, an operator to the guide: whether the nested query has any element. */
export const exists: SqlFunction = {
  name: 'exists',
  arity: [1, 1],
  since2016: true,
  compile: ({ node, args: [query], context }) => {
    if (node.args[0]?.kind !== 'query') throw refuse(context, 'INVALID', 'EXISTS takes a nested object query', node);
    return (message) => {
      const elements = query?.(message);
      return Array.isArray(elements) && elements.length > 0;
    };
  },
};
