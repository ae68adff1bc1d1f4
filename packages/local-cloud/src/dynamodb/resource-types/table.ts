import { isDeepStrictEqual } from 'node:util';
import type { CreateTableInput, TableDescription, UpdateTableInput } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Clock } from '../../kernel/clock.ts';
import { type ResourceState, type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import type { DynamoDbPort } from '../../ports/dynamodb.ts';
import { tableExists } from '../table-exists.ts';

interface TableProperties extends Pick<CreateTableInput, 'BillingMode' | 'DeletionProtectionEnabled' | 'Tags'> {
  readonly TableName?: string;
  readonly KeySchema: NonNullable<CreateTableInput['KeySchema']>;
  readonly AttributeDefinitions: NonNullable<CreateTableInput['AttributeDefinitions']>;
  readonly ProvisionedThroughput?: CreateTableInput['ProvisionedThroughput'];
  readonly GlobalSecondaryIndexes?: NonNullable<CreateTableInput['GlobalSecondaryIndexes']>;
  readonly LocalSecondaryIndexes?: NonNullable<CreateTableInput['LocalSecondaryIndexes']>;
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled: boolean };
  readonly PointInTimeRecoverySpecification?: {
    readonly PointInTimeRecoveryEnabled?: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
  readonly SSESpecification?: {
    readonly SSEEnabled: boolean;
    readonly SSEType?: string;
    readonly KMSMasterKeyId?: string;
  };
}

type Call = DynamoDbPort['call'];

const string = { type: 'string' };
const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required });
const list = (items: object) => ({ type: 'array', items });
const keySchema = list(object({ AttributeName: string, KeyType: string }, ['AttributeName', 'KeyType']));
const throughput = object({ ReadCapacityUnits: { type: 'integer' }, WriteCapacityUnits: { type: 'integer' } });
const projection = object({ ProjectionType: string, NonKeyAttributes: list(string) });
const index = { IndexName: string, KeySchema: keySchema, Projection: projection };

const schema: ResourceType['schema'] = {
  properties: {
    TableName: string,
    BillingMode: { enum: ['PAY_PER_REQUEST', 'PROVISIONED'] },
    KeySchema: keySchema,
    AttributeDefinitions: list(object({ AttributeName: string, AttributeType: string })),
    ProvisionedThroughput: throughput,
    GlobalSecondaryIndexes: list(object({ ...index, ProvisionedThroughput: throughput }, Object.keys(index))),
    LocalSecondaryIndexes: list(object(index, Object.keys(index))),
    TimeToLiveSpecification: object({ AttributeName: string, Enabled: { type: 'boolean' } }, ['Enabled']),
    PointInTimeRecoverySpecification: object({
      PointInTimeRecoveryEnabled: { type: 'boolean' },
      RecoveryPeriodInDays: { type: 'integer', minimum: 1, maximum: 35 },
    }),
    DeletionProtectionEnabled: { type: 'boolean' },
    SSESpecification: object({ SSEEnabled: { type: 'boolean' }, SSEType: string, KMSMasterKeyId: string }, [
      'SSEEnabled',
    ]),
    Tags: list(object({ Key: string, Value: string }, ['Key', 'Value'])),
  },
  required: ['KeySchema', 'AttributeDefinitions'],
};

const encryption = (given: TableProperties['SSESpecification']) =>
  given === undefined
    ? undefined
    : { Enabled: given.SSEEnabled, SSEType: given.SSEType, KMSMasterKeyId: given.KMSMasterKeyId };

const describe = async (call: Call, TableName: string): Promise<TableDescription> =>
  (await call<{ Table: TableDescription }>('DescribeTable', { TableName })).Table;

const becomeActive = async (call: Call, clock: Clock, TableName: string): Promise<TableDescription> => {
  for (;;) {
    const table = await describe(call, TableName);
    const states = [table.TableStatus, ...(table.GlobalSecondaryIndexes ?? []).map((each) => each.IndexStatus)];
    if (states.every((state) => state === 'ACTIVE')) return table;
    await clock.sleep(10 * clock.speed);
  }
};

const refuseExisting = async (call: Call, TableName: string): Promise<void> => {
  const found = await describe(call, TableName).catch((error: unknown) => {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  });
  if (found !== undefined) throw tableExists(TableName);
};

const stateOf = ({ TableName = '', TableArn = '' }: TableDescription): ResourceState => ({
  physicalId: TableName,
  attributes: { Arn: TableArn },
});

const setTimeToLive = async (
  call: Call,
  TableName: string,
  old: TableProperties['TimeToLiveSpecification'],
  wanted: TableProperties['TimeToLiveSpecification'],
) => {
  const from = old?.Enabled === true ? old.AttributeName : undefined;
  const to = wanted?.Enabled === true ? wanted.AttributeName : undefined;
  if (from === to) return;
  const set = (AttributeName: string, Enabled: boolean) =>
    call('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { AttributeName, Enabled } });
  if (from !== undefined) await set(from, false);
  if (to !== undefined) await set(to, true);
};

const setRecovery = async (call: Call, TableName: string, old: unknown, wanted: unknown) => {
  if (isDeepStrictEqual(old, wanted)) return;
  const PointInTimeRecoverySpecification = wanted ?? { PointInTimeRecoveryEnabled: false };
  await call('UpdateContinuousBackups', { TableName, PointInTimeRecoverySpecification });
};

const setTags = async (
  call: Call,
  ResourceArn: string,
  old: TableProperties['Tags'],
  wanted: TableProperties['Tags'],
) => {
  const kept = new Set((wanted ?? []).map((tag) => tag.Key));
  const TagKeys = (old ?? []).map((tag) => tag.Key).filter((key) => !kept.has(key));
  if (TagKeys.length > 0) await call('UntagResource', { ResourceArn, TagKeys });
  if (wanted !== undefined && wanted.length > 0) await call('TagResource', { ResourceArn, Tags: wanted });
};

/** Indexes are changed one at a time, as UpdateTable takes them. */
const setIndexes = async (
  call: Call,
  clock: Clock,
  TableName: string,
  old: TableProperties,
  wanted: TableProperties,
) => {
  const { AttributeDefinitions } = wanted;
  const update = async (change: object) => {
    await call('UpdateTable', { TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [change] });
    await becomeActive(call, clock, TableName);
  };
  const before = old.GlobalSecondaryIndexes ?? [];
  const after = wanted.GlobalSecondaryIndexes ?? [];
  const same = (name: string | undefined) =>
    isDeepStrictEqual(
      before.find((each) => each.IndexName === name),
      after.find((each) => each.IndexName === name),
    );
  for (const { IndexName } of before) if (!same(IndexName)) await update({ Delete: { IndexName } });
  for (const each of after) if (!same(each.IndexName)) await update({ Create: each });
};

const pick = (
  properties: TableProperties,
  key: 'BillingMode' | 'ProvisionedThroughput' | 'DeletionProtectionEnabled',
) => (properties[key] === undefined ? {} : { [key]: properties[key] });

const setCapacity = async (call: Call, TableName: string, old: TableProperties, wanted: TableProperties) => {
  const capacity = (of: TableProperties) => [of.BillingMode ?? 'PROVISIONED', of.ProvisionedThroughput];
  if (isDeepStrictEqual(capacity(old), capacity(wanted))) return;
  const BillingMode = wanted.BillingMode ?? 'PROVISIONED';
  await call('UpdateTable', {
    TableName,
    BillingMode,
    ...pick(wanted, 'ProvisionedThroughput'),
  } satisfies UpdateTableInput);
};

/** AWS::DynamoDB::Table. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const dynamoDbTable = (call: Call, clock: Clock): ResourceType =>
  resourceType<TableProperties>({
    typeName: 'AWS::DynamoDB::Table',
    schema,
    createOnly: ['TableName', 'KeySchema', 'LocalSecondaryIndexes'],
    create: async (properties, context) => {
      const { TimeToLiveSpecification, PointInTimeRecoverySpecification, SSESpecification, ...rest } = properties;
      const TableName = properties.TableName ?? context.generateName(255);
      const SSE = encryption(SSESpecification);
      await refuseExisting(call, TableName);
      // Said before it is so: what dynalite wrote must not be left behind if the cloud is killed before it answers.
      context.initiated({ physicalId: TableName, attributes: {} });
      await call('CreateTable', { ...rest, TableName, ...(SSE === undefined ? {} : { SSESpecification: SSE }) });
      const table = await becomeActive(call, clock, TableName);
      await setTimeToLive(call, TableName, undefined, TimeToLiveSpecification);
      await setRecovery(call, TableName, undefined, PointInTimeRecoverySpecification);
      return stateOf(table);
    },
    update: async ({ physicalId: TableName, attributes, properties: old }, wanted) => {
      await setCapacity(call, TableName, old, wanted);
      await becomeActive(call, clock, TableName);
      await setIndexes(call, clock, TableName, old, wanted);
      await setTimeToLive(call, TableName, old.TimeToLiveSpecification, wanted.TimeToLiveSpecification);
      await setRecovery(call, TableName, old.PointInTimeRecoverySpecification, wanted.PointInTimeRecoverySpecification);
      await setTags(call, String(attributes['Arn']), old.Tags, wanted.Tags);
      const DeletionProtectionEnabled = wanted.DeletionProtectionEnabled ?? false;
      const SSESpecification = encryption(wanted.SSESpecification ?? { SSEEnabled: false });
      await call('UpdateTable', {
        TableName,
        DeletionProtectionEnabled,
        ...(isDeepStrictEqual(old.SSESpecification, wanted.SSESpecification) ? {} : { SSESpecification }),
      });
      return stateOf(await describe(call, TableName));
    },
    remove: async ({ physicalId: TableName }) => {
      try {
        await call('DeleteTable', { TableName });
        for (;;) {
          await describe(call, TableName);
          await clock.sleep(10 * clock.speed);
        }
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      }
    },
  });
