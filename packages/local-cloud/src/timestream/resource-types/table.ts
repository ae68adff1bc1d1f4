import type { Schema, Table, Tag } from '@aws-sdk/client-timestream-write';
import { AwsError } from '../../kernel/aws-error.ts';
import { call, type Operations } from '../../kernel/call-operation.ts';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import { setTags } from '../../kernel/set-tags.ts';

interface TableProperties {
  readonly DatabaseName: string;
  readonly TableName?: string;
  /** CloudFormation takes the numbers as strings too. */
  readonly RetentionProperties?: {
    readonly MemoryStoreRetentionPeriodInHours?: string | number;
    readonly MagneticStoreRetentionPeriodInDays?: string | number;
  };
  readonly MagneticStoreWriteProperties?: { readonly EnableMagneticStoreWrites: boolean };
  readonly Schema?: Schema;
  readonly Tags?: readonly Tag[];
}

const string = { type: 'string' };
const number = { type: ['string', 'integer'] };
const partitionKey = {
  type: 'object',
  properties: {
    Type: { enum: ['DIMENSION', 'MEASURE'] },
    Name: string,
    EnforcementInRecord: { enum: ['REQUIRED', 'OPTIONAL'] },
  },
  required: ['Type'],
};

const schema: ResourceType['schema'] = {
  properties: {
    DatabaseName: string,
    TableName: string,
    RetentionProperties: {
      type: 'object',
      properties: { MemoryStoreRetentionPeriodInHours: number, MagneticStoreRetentionPeriodInDays: number },
    },
    MagneticStoreWriteProperties: {
      type: 'object',
      properties: { EnableMagneticStoreWrites: { type: 'boolean' } },
      required: ['EnableMagneticStoreWrites'],
    },
    Schema: { type: 'object', properties: { CompositePartitionKey: { type: 'array', items: partitionKey } } },
    Tags: { type: 'array', items: { type: 'object', properties: { Key: string, Value: string } } },
  },
  required: ['DatabaseName'],
};

const retention = ({ RetentionProperties: given }: TableProperties) => ({
  RetentionProperties: {
    MemoryStoreRetentionPeriodInHours: Number(given?.MemoryStoreRetentionPeriodInHours ?? 6),
    MagneticStoreRetentionPeriodInDays: Number(given?.MagneticStoreRetentionPeriodInDays ?? 73_000),
  },
});

/** AWS::Timestream::Table. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-timestream-table.html */
export const timestreamTable = (operations: Operations): ResourceType =>
  resourceType<TableProperties>({
    typeName: 'AWS::Timestream::Table',
    schema,
    createOnly: ['DatabaseName', 'TableName'],
    create: async (properties, context) => {
      const TableName = properties.TableName ?? context.generateName(256);
      const input = { ...properties, ...retention(properties), TableName };
      const { Table } = await call<{ Table: Table }>(operations, 'CreateTable', input);
      return { physicalId: `${properties.DatabaseName}|${TableName}`, attributes: { Arn: Table.Arn, Name: TableName } };
    },
    update: async ({ physicalId, attributes, properties: old }, wanted) => {
      await call(operations, 'UpdateTable', {
        DatabaseName: wanted.DatabaseName,
        TableName: String(attributes['Name']),
        ...retention(wanted),
        MagneticStoreWriteProperties: wanted.MagneticStoreWriteProperties ?? { EnableMagneticStoreWrites: false },
        ...(wanted.Schema === undefined ? {} : { Schema: wanted.Schema }),
      });
      await setTags(operations, String(attributes['Arn']), old.Tags, wanted.Tags);
      return { physicalId, attributes };
    },
    remove: async ({ attributes, properties }) => {
      try {
        const TableName = String(attributes['Name']);
        await call(operations, 'DeleteTable', { DatabaseName: properties.DatabaseName, TableName });
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      }
    },
  });
