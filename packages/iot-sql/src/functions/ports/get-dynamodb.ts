import type { Evaluator } from '../../compile/evaluator.ts';
import type { Message } from '../../message.ts';
import type { DynamoDbKey } from '../../ports/sql-ports.ts';
import { toText } from '../../values/conversions.ts';
import { isNumber } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';
import { readAnswer } from './port-answer.ts';
import { requirePort } from './require-port.ts';

/**
 * `get_dynamodb(table, partitionKey, value[, sortKey, value], roleArn)`: the item, Undefined if there is none. Two calls in a statement
 * end the rule (compile-rule.ts).
 */
export const getDynamodb: SqlFunction = {
  name: 'get_dynamodb',
  arity: [4, 6],
  since2016: true,
  compile: ({ node, args, context }) => {
    const port = requirePort('get_dynamodb', context, node);
    if (args.length === 5) return () => undefined;
    return (message) => {
      const tableName = args[0]?.(message);
      const roleArn = args.at(-1)?.(message);
      const partitionKey = keyOf(args[1], args[2], message);
      const sortKey = args.length === 6 ? keyOf(args[3], args[4], message) : undefined;
      if (typeof tableName !== 'string' || typeof roleArn !== 'string' || partitionKey === undefined) return undefined;
      if (args.length === 6 && sortKey === undefined) return undefined;
      const request = { tableName, partitionKey, ...(sortKey && { sortKey }), roleArn };
      return readAnswer(
        'get_dynamodb',
        context.session.ask('get_dynamodb', request, () => port(request)),
      );
    };
  },
};

function keyOf(name: Evaluator | undefined, value: Evaluator | undefined, message: Message): DynamoDbKey | undefined {
  const key = name?.(message);
  const wanted = value?.(message);
  if (typeof key !== 'string') return undefined;
  if (isNumber(wanted)) return { name: key, value: { N: toText(wanted) ?? '' } };
  return typeof wanted === 'string' ? { name: key, value: { S: wanted } } : undefined;
}
