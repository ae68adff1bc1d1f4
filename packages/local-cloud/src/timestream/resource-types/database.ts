import type { Database, Tag } from '@aws-sdk/client-timestream-write';
import { AwsError } from '../../kernel/aws-error.ts';
import { call, type Operations } from '../../kernel/call-operation.ts';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import { setTags } from '../../kernel/set-tags.ts';

interface DatabaseProperties {
  readonly DatabaseName?: string;
  readonly KmsKeyId?: string;
  readonly Tags?: readonly Tag[];
}

const string = { type: 'string' };

/** AWS::Timestream::Database. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-timestream-database.html */
export const timestreamDatabase = (operations: Operations): ResourceType =>
  resourceType<DatabaseProperties>({
    typeName: 'AWS::Timestream::Database',
    schema: {
      properties: {
        DatabaseName: string,
        KmsKeyId: string,
        Tags: { type: 'array', items: { type: 'object', properties: { Key: string, Value: string } } },
      },
    },
    createOnly: ['DatabaseName'],
    create: async (properties, context) => {
      const DatabaseName = properties.DatabaseName ?? context.generateName(256);
      const input = { ...properties, DatabaseName };
      const { Database } = await call<{ Database: Database }>(operations, 'CreateDatabase', input);
      return { physicalId: DatabaseName, attributes: { Arn: Database.Arn } };
    },
    update: async ({ physicalId, attributes, properties: old }, { KmsKeyId, Tags }) => {
      if (KmsKeyId !== undefined && KmsKeyId !== old.KmsKeyId) {
        await call(operations, 'UpdateDatabase', { DatabaseName: physicalId, KmsKeyId });
      }
      await setTags(operations, String(attributes['Arn']), old.Tags, Tags);
      return { physicalId, attributes };
    },
    remove: async ({ physicalId }) => {
      try {
        await call(operations, 'DeleteDatabase', { DatabaseName: physicalId });
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      }
    },
  });
