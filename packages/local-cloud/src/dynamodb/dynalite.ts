import { createRequire } from 'node:module';

/** The parts of dynalite (CommonJS, untyped) that the cloud calls directly, without its HTTP server. */
export type Callback<Value = unknown> = (error?: DynaliteError | null, value?: Value) => void;

/** What dynalite answers a refused request with: `body` is what DynamoDB would write. */
export interface DynaliteError extends Error {
  readonly statusCode?: number;
  readonly body?: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

export interface BatchOperation {
  readonly type: 'put' | 'del';
  readonly key: string;
  readonly value?: unknown;
}

type Release = <Args extends unknown[]>(done: (...args: Args) => void) => (...args: Args) => void;

/** One key space of the store: a table's items, an index, the table descriptions. */
export interface KeySpace {
  get(key: string, callback: Callback): void;
  put(key: string, value: unknown, callback: Callback): void;
  del(key: string, callback: Callback): void;
  lock(key: string, run: (release: Release) => void): void;
}

export interface TableRecord {
  TableName: string;
  TableStatus: string;
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  KeySchema: { AttributeName: string; KeyType: string }[];
  GlobalSecondaryIndexes?: IndexRecord[];
  LocalSecondaryIndexes?: IndexRecord[];
  BillingModeSummary?: { BillingMode: string };
  [member: string]: unknown;
}

export interface IndexRecord {
  IndexName: string;
  IndexStatus?: string;
  KeySchema: { AttributeName: string; KeyType: string }[];
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
  [member: string]: unknown;
}

type Item = Readonly<Record<string, unknown>>;

export interface DynaliteStore {
  readonly db: {
    open(): Promise<void>;
    close(): Promise<void>;
    batch(operations: readonly BatchOperation[], callback: Callback): void;
    clear(range: { gte: string; lt: string }): Promise<void>;
    iterator(range: { gte: string; lt: string }): AsyncIterable<[string, unknown]>;
  };
  readonly tableDb: KeySpace & { awsAccountId: string; awsRegion: string };
  getTable(name: string, checkStatus: boolean | Callback<TableRecord>, callback?: Callback<TableRecord>): void;
  getItemDb(table: string): KeySpace;
  getIndexDb(kind: string, table: string, index: string): KeySpace;
  deleteItemDb(table: string, callback: Callback): void;
  deleteIndexDb(kind: string, table: string, index: string, callback: Callback): void;
}

/** A type of dynalite's input declarations: a name, or a structure with children. */
export type InputType = string | { readonly type: string; readonly children?: InputType | InputTypes };
export interface InputTypes {
  readonly [member: string]: InputType;
}

interface Validation {
  readonly types: InputTypes;
  readonly custom?: (data: object, store: DynaliteStore) => string | undefined;
}

const require = createRequire(import.meta.url);

const database = require('dynalite/db/index.js') as {
  create(options: object): DynaliteStore;
  getIndexActions(
    indexes: readonly IndexRecord[],
    existing: Item | undefined,
    item: Item,
    table: TableRecord,
  ): { readonly puts: readonly { readonly index: string; readonly key: string; readonly item: unknown }[] };
};

const validations = require('dynalite/validations/index.js') as {
  checkTypes(data: object, types: InputTypes): Record<string, unknown>;
  checkValidations(data: object, types: InputTypes, custom: Validation['custom'], store: DynaliteStore): void;
};

/** The operations that dynalite has and the cloud takes from it. */
export const dynaliteOperations = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
] as const;
export type DynaliteOperation = (typeof dynaliteOperations)[number];

type Action = (store: DynaliteStore, data: object, callback: Callback<Record<string, unknown>>) => void;

const fileOf = (operation: string) => `${operation.charAt(0).toLowerCase()}${operation.slice(1)}.js`;

/** Members that dynalite does not know and that its store honours anyway: every read of it is consistent, so a Scan's too. */
const honoured: { readonly [Name in DynaliteOperation]?: InputTypes } = { Scan: { ConsistentRead: 'Boolean' } };

const loadAction = (operation: DynaliteOperation): { readonly run: Action; readonly validation: Validation } => {
  const validation = require(`dynalite/validations/${fileOf(operation)}`) as Validation;
  return {
    run: require(`dynalite/actions/${fileOf(operation)}`) as Action,
    validation: { ...validation, types: { ...validation.types, ...honoured[operation] } },
  };
};

export const dynaliteActions: Readonly<Record<DynaliteOperation, ReturnType<typeof loadAction>>> = Object.fromEntries(
  dynaliteOperations.map((operation) => [operation, loadAction(operation)]),
) as Record<DynaliteOperation, ReturnType<typeof loadAction>>;

export const { checkTypes, checkValidations } = validations;
export const { create: createStore, getIndexActions } = database;
