import {
  type AttributeValue,
  DynamoDBClient,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type DeviceState, restoreState } from '@signalbox/decision-engine';
import { namesOf } from '../names.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';

/** What the decisions service remembers of a device under a rule set (services/decisions/README.md). */
export interface StoredState {
  readonly deviceId: string;
  readonly fleet: string;
  readonly ruleSet: string;
  /** Undefined if this version cannot read it. */
  readonly state: DeviceState | undefined;
}

/** The table of device states, read only. */
export interface DeviceStates {
  /** Page by page; of one device if it is named, else of all that have a state. */
  read(deviceId?: string): AsyncIterable<readonly StoredState[]>;
  close(): void;
}

const stateOf = (text = 'null'): DeviceState | undefined => {
  try {
    return restoreState(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const readItem = ({ deviceId, fleet, ruleSet, state }: Readonly<Record<string, AttributeValue>>): StoredState => ({
  deviceId: deviceId?.S ?? '',
  fleet: fleet?.S ?? '',
  ruleSet: ruleSet?.S ?? '',
  state: stateOf(state?.S),
});

/** Without outboxes, which may be long. */
const projection = {
  ProjectionExpression: 'deviceId, fleet, ruleSet, #state',
  ExpressionAttributeNames: { '#state': 'state' },
};

const ofDevice = (deviceId: string): Partial<QueryCommandInput> => ({
  KeyConditionExpression: 'deviceId = :device',
  ExpressionAttributeValues: { ':device': { S: deviceId } },
});

export const openDeviceStates = (target: Target): DeviceStates => {
  const client = guarded((settings) => new DynamoDBClient(settings), target);
  const table = { TableName: namesOf(target.stage).detectorStateTable, ConsistentRead: true, ...projection };
  return {
    read: async function* (deviceId) {
      const pages =
        deviceId === undefined
          ? paginateScan({ client }, table)
          : paginateQuery({ client }, { ...table, ...ofDevice(deviceId) });
      for await (const { Items = [] } of pages) yield Items.map(readItem);
    },
    close: () => client.destroy(),
  };
};
