import { AwsError, UnsupportedError } from '../../../kernel/aws-error.ts';
import type { AttributeValue } from '../../../ports/dynamodb.ts';
import type { ActionKind, Parameters } from './action.ts';
import { field, text } from './field.ts';
import { outputObject } from './output-text.ts';

/** Each attribute of the output is a column: https://docs.aws.amazon.com/iot/latest/developerguide/dynamodb-v2-rule-action.html */
export const dynamoDbV2: ActionKind = {
  type: 'dynamoDBv2',
  label: 'DynamoDBv2Action',
  accepts: ['putItem', 'roleArn'],
  requires: ['putItem', 'roleArn'],
  compile: (parameters, context) => {
    const { cloud } = context;
    const putItem = putItemOf(parameters);
    const tableName = field(putItem, 'tableName', context);
    return {
      resource: text(putItem, 'tableName'),
      run: async (event) => {
        const item = Object.entries(outputObject(event.output)).map(([key, value]) => [key, toAttribute(value)]);
        await cloud.services.dynamodb.call('PutItem', { TableName: tableName(event), Item: Object.fromEntries(item) });
      },
    };
  },
};

function putItemOf({ putItem }: Parameters): Parameters {
  if (typeof putItem !== 'object' || putItem === null) {
    throw new AwsError('InvalidRequestException', 'putItem must be an object');
  }
  const stranger = Object.keys(putItem).find((name) => name !== 'tableName');
  if (stranger !== undefined)
    throw new UnsupportedError(`the parameter putItem.${stranger} of the rule action dynamoDBv2`);
  return putItem as Parameters;
}

function toAttribute(value: unknown): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  return { M: Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, toAttribute(item)])) };
}
