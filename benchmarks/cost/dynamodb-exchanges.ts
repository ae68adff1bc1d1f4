import type { Exchange } from '@signalbox/local-cloud';
import type { Item } from './dynamodb-item.ts';
import { putUnits, queryUnits, readUnits, type TableShape } from './dynamodb-units.ts';
import type { RunMeter } from './meter.ts';

interface Keys {
  readonly Keys: readonly Item[];
  readonly ConsistentRead?: boolean;
}

interface Input {
  readonly TableName?: string;
  readonly Item?: Item;
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Readonly<Record<string, Keys>>;
}

interface Output {
  readonly Item?: Item;
  readonly Items?: readonly Item[];
  readonly Responses?: Readonly<Record<string, readonly Item[]>>;
}

/** @returns what adds an exchange with DynamoDB to the meter. It remembers items, for a write is billed by what was there before too. */
export const dynamoDbExchanges = (meter: RunMeter, shapeOf: (table: string) => TableShape) => {
  const stored = new Map<string, Item>();

  const put = ({ TableName = '', Item = {} }: Input, isDone: boolean): void => {
    const table = shapeOf(TableName);
    const key = JSON.stringify([TableName, ...table.keys.map((name) => Item[name])]);
    // A refused condition is billed like a write that leaves everything as it is.
    const before = stored.get(key);
    const after = isDone ? Item : (before ?? Item);
    meter.count(
      'decision',
      'dynamodbWriteUnits',
      isDone ? putUnits(table, before, after) : putUnits(table, after, after),
    );
    if (isDone) stored.set(key, Item);
  };

  const batchGet = ({ RequestItems = {} }: Input, { Responses = {} }: Output): void => {
    for (const [table, { Keys, ConsistentRead = false }] of Object.entries(RequestItems)) {
      const found = Responses[table] ?? [];
      const missing = Array.from({ length: Keys.length - found.length }, () => undefined);
      const units = [...found, ...missing].reduce((sum, item) => sum + readUnits(item, ConsistentRead), 0);
      meter.count('ingestion', 'dynamodbReadUnits', units);
    }
  };

  // State is read for every message, commands only after a decision; only the sweepers query.
  return ({ request, response }: Exchange): void => {
    const isDone = (response.status ?? 200) === 200;
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
    const input = JSON.parse(request.body.toString()) as Input;
    const output = JSON.parse(String(response.body)) as Output;
    const { ConsistentRead = false } = input;
    if (operation === 'PutItem') put(input, isDone);
    else if (!isDone) meter.refuse(`dynamodb:${operation} that failed`);
    else if (operation === 'BatchGetItem') batchGet(input, output);
    else if (operation === 'GetItem')
      meter.count('decision', 'dynamodbReadUnits', readUnits(output.Item, ConsistentRead));
    else if (operation === 'Query')
      meter.count('scheduled', 'dynamodbReadUnits', queryUnits(output.Items ?? [], ConsistentRead));
    else if (!operation.startsWith('Describe')) meter.refuse(`dynamodb:${operation}`);
  };
};
