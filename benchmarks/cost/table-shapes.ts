import type { Cloud } from '@signalbox/local-cloud';
import type { TableShape } from './dynamodb-units.ts';

interface Description {
  readonly TableName: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly GlobalSecondaryIndexes?: readonly {
    readonly IndexName: string;
    readonly KeySchema: readonly { readonly AttributeName: string }[];
    readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
  }[];
}

const shapeOf = ({ TableName, KeySchema, GlobalSecondaryIndexes = [] }: Description): TableShape => ({
  name: TableName,
  keys: KeySchema.map(({ AttributeName }) => AttributeName),
  indexes: GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
    name: IndexName,
    keys: KeySchema.map(({ AttributeName }) => AttributeName),
    projected: Projection.ProjectionType === 'ALL' ? 'all' : (Projection.NonKeyAttributes ?? []),
  })),
});

/** The keys and indexes of every table of the cloud, by name. */
export const readTableShapes = async ({ services: { dynamodb } }: Cloud): Promise<ReadonlyMap<string, TableShape>> => {
  const { TableNames } = await dynamodb.call<{ TableNames: readonly string[] }>('ListTables', {});
  const described = await Promise.all(
    TableNames.map((TableName) => dynamodb.call<{ Table: Description }>('DescribeTable', { TableName })),
  );
  return new Map(described.map(({ Table }) => [Table.TableName, shapeOf(Table)]));
};
