import type { Tag } from '@aws-sdk/client-codedeploy';
import { call, type Operations } from '../../kernel/call-operation.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import { setResourceTags } from './set-resource-tags.ts';

interface ApplicationProperties {
  readonly ApplicationName?: string;
  readonly ComputePlatform?: string;
  readonly Tags?: Tag[];
}

const string = { type: 'string' };
const tags = { type: 'array', items: { type: 'object', properties: { Key: string, Value: string } } };

/** AWS::CodeDeploy::Application. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codedeploy-application.html */
export const applicationType = (operations: Operations, { arn }: CloudContext): ResourceType =>
  resourceType<ApplicationProperties>({
    typeName: 'AWS::CodeDeploy::Application',
    schema: { properties: { ApplicationName: string, ComputePlatform: string, Tags: tags } },
    createOnly: ['ApplicationName', 'ComputePlatform'],
    create: async ({ ApplicationName, ComputePlatform, Tags }, context) => {
      const applicationName = ApplicationName ?? context.generateName(100);
      await call(operations, 'CreateApplication', { applicationName, computePlatform: ComputePlatform, tags: Tags });
      return { physicalId: applicationName, attributes: {} };
    },
    update: async ({ physicalId, attributes, properties: old }, { Tags }) => {
      await setResourceTags(operations, arn('codedeploy', `application:${physicalId}`), old.Tags, Tags);
      return { physicalId, attributes };
    },
    remove: ({ physicalId }) => call(operations, 'DeleteApplication', { applicationName: physicalId }),
  });
