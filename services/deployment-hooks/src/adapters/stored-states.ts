import { type AttributeValue, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { StoredState } from '../diff/decision-ports.ts';

export interface StoredStatesOptions {
  /** Default: one of its own. */
  readonly client?: DynamoDBClient;
  /** The detector-state table of services/foundation. */
  readonly tableName: string;
}

/** Items a call: enough that there are few calls, and no call takes long. */
const itemsPerCall = 250;

const stateOf = ({ deviceId, fleet, ruleSetHash, state }: Record<string, AttributeValue>): StoredState[] =>
  deviceId?.S && state?.S
    ? [{ deviceId: deviceId.S, fleet: fleet?.S ?? '', ruleSetHash: ruleSetHash?.S ?? '', state: state.S }]
    : [];

/** States of devices as the decisions service keeps them (its README describes the item); as many as `most`, of whichever devices. */
export const storedStates =
  ({ client = new DynamoDBClient(clientSettings), tableName }: StoredStatesOptions) =>
  async (most: number): Promise<readonly StoredState[]> => {
    const found: StoredState[] = [];
    let start: Record<string, AttributeValue> | undefined;
    do {
      const scan = new ScanCommand({
        TableName: tableName,
        Limit: Math.min(itemsPerCall, most - found.length),
        ProjectionExpression: 'deviceId, fleet, ruleSetHash, #state',
        ExpressionAttributeNames: { '#state': 'state' },
        ...(start && { ExclusiveStartKey: start }),
      });
      try {
        const { Items = [], LastEvaluatedKey } = await client.send(scan);
        found.push(...Items.flatMap(stateOf));
        start = LastEvaluatedKey;
      } catch (error) {
        throw sdkError('STATES_UNREADABLE', error);
      }
    } while (start && found.length < most);
    return found;
  };
