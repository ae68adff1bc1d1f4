import { AwsError } from '../kernel/aws-error.ts';
import { createRequestStore } from './atomic-store.ts';
import {
  checkTypes,
  checkValidations,
  createStore,
  type DynaliteError,
  type DynaliteOperation,
  type DynaliteStore,
  dynaliteActions,
} from './dynalite.ts';
import { refuseStrangers } from './refuse-strangers.ts';
import { refuseUncomparable } from './refuse-uncomparable.ts';

type Input = Readonly<Record<string, unknown>>;
type Output = Record<string, unknown>;

export interface DynamoEngine {
  readonly store: DynaliteStore;
  /** Runs one of dynalite's operations; resolves when its effect would survive a kill -9. @throws AwsError as DynamoDB answers */
  run(operation: DynaliteOperation, input: Input): Promise<Output>;
  /** Resolves when every request that had begun by now is done. */
  settle(): Promise<void>;
}

const asAwsError = (error: DynaliteError): Error => {
  if (error.statusCode === undefined || error.body === undefined) return error;
  const { __type, message, Message } = error.body;
  return new AwsError(__type.slice(__type.indexOf('#') + 1), message ?? Message ?? '', { status: error.statusCode });
};

const tableArn = /^arn:[^:]+:dynamodb:[^:]*:\d*:table\/([^/]+)$/;

/** Where DynamoDB takes a table's name it takes its ARN too. */
const named = (input: Input): Input => {
  const [, name] = tableArn.exec(String(input['TableName'] ?? '')) ?? [];
  return name === undefined ? input : { ...input, TableName: name };
};

/** `ReturnValuesOnConditionCheckFailure: ALL_OLD`, which dynalite lacks. */
const withItem = (error: Error, wants: boolean, item: unknown): Error =>
  wants && error instanceof AwsError && error.code === 'ConditionalCheckFailedException' && item !== undefined
    ? new AwsError(error.code, error.message, { members: { Item: item } })
    : error;

/** Checks an input as DynamoDB does, and refuses what dynalite would leave out. */
const readInput = (operation: DynaliteOperation, input: Input, store: DynaliteStore): object => {
  const { types, custom } = dynaliteActions[operation].validation;
  refuseStrangers(input, types, '');
  try {
    const data = checkTypes(structuredClone(input), types);
    checkValidations(data, types, custom, store);
    refuseUncomparable(data);
    return data;
  } catch (error) {
    throw asAwsError(error as DynaliteError);
  }
};

/** Dynalite's store and actions over LevelDB in `path`, called in process. */
export const createEngine = (path: string, accountId: string, region: string): DynamoEngine => {
  const store = createStore({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  store.tableDb.awsAccountId = accountId;
  store.tableDb.awsRegion = region;
  const active = new Set<Promise<unknown>>();

  const act = (operation: DynaliteOperation, data: object, wantsItem: boolean): Promise<Output> =>
    new Promise((resolve, reject) => {
      const request = createRequestStore(store, reject);
      dynaliteActions[operation].run(request.store, data, (error, output) => {
        if (error) reject(withItem(asAwsError(error), wantsItem, request.lastRead()));
        // The action goes on changing a table's description after it answered.
        else
          resolve(
            typeof output === 'object' && 'TableDescription' in output ? structuredClone(output) : (output ?? {}),
          );
      });
    });

  return {
    store,
    run: async (operation, input) => {
      const { ReturnValuesOnConditionCheckFailure, ...rest } = named(input);
      const data = readInput(operation, rest, store);
      const running = act(operation, data, ReturnValuesOnConditionCheckFailure === 'ALL_OLD');
      active.add(running);
      try {
        return await running;
      } finally {
        active.delete(running);
      }
    },
    settle: async () => {
      await Promise.allSettled([...active]);
    },
  };
};
