import type { DynamoDbKey, SqlPorts } from '@signalbox/iot-sql';
import type { CloudContext } from '../../../kernel/context.ts';
import type { AttributeValue } from '../../../ports/dynamodb.ts';
import { ActionError } from '../actions/action.ts';
import type { RuleRoles } from '../rule-roles.ts';
import { plainItemText } from './plain-item-text.ts';

const MAX_BYTES = 8 * 1024;

interface GetItemOutput {
  readonly Item?: Readonly<Record<string, AttributeValue>>;
}

/**
 * The item of a key as plain JSON, 8 KB at most. No item is a failure, which `get_or_default` catches.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html#iot-sql-function-get-dynamodb
 */
export function getDynamodb({ services }: CloudContext, roles: RuleRoles): NonNullable<SqlPorts['get_dynamodb']> {
  return async ({ tableName, partitionKey, sortKey, roleArn }) => {
    roles.assume(roleArn);
    const Key = { ...keyOf(partitionKey), ...(sortKey && keyOf(sortKey)) };
    const { Item } = await services.dynamodb.call<GetItemOutput>('GetItem', { TableName: tableName, Key });
    if (Item === undefined) throw new ActionError(`the table ${tableName} has no item ${JSON.stringify(Key)}`);
    const text = plainItemText(Item);
    if (Buffer.byteLength(text) <= MAX_BYTES) return text;
    throw new ActionError(
      `the item ${JSON.stringify(Key)} of the table ${tableName} is larger than ${MAX_BYTES} bytes`,
    );
  };
}

function keyOf({ name, value }: DynamoDbKey): Record<string, AttributeValue> {
  return { [name]: value };
}
