import { AwsError } from '../../kernel/aws-error.ts';
import { resourceType } from '../../kernel/resource-type.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import { addPermission, removePermission } from '../functions/policies.ts';

interface Properties {
  readonly Action: string;
  readonly FunctionName: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
}

const text = { type: 'string' };
const properties = { Action: text, FunctionName: text, Principal: text, SourceArn: text, SourceAccount: text };

/** AWS::Lambda::Permission. */
export const permissionType = (parts: LambdaParts) =>
  resourceType<Properties>({
    typeName: 'AWS::Lambda::Permission',
    schema: { properties, required: ['Action', 'FunctionName', 'Principal'] },
    createOnly: Object.keys(properties),
    create: async ({ FunctionName, ...permission }, { generateName }) => {
      const id = generateName(100);
      addPermission(parts, parseIdentifier(FunctionName), { ...permission, StatementId: id });
      return { physicalId: id, attributes: { Id: id } };
    },
    update: async (existing) => existing,
    remove: async ({ physicalId, properties: { FunctionName } }) => {
      try {
        removePermission(parts, parseIdentifier(FunctionName), physicalId);
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      }
    },
  });
