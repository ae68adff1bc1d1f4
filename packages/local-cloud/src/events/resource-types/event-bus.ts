import type { Tag } from '@aws-sdk/client-eventbridge';
import { call, type Operations } from '../../kernel/call-operation.ts';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import { setTags } from '../../kernel/set-tags.ts';
import { unlessGone } from './unless-gone.ts';

interface EventBusProperties {
  readonly Name: string;
  readonly Description?: string;
  readonly KmsKeyIdentifier?: string;
  readonly Tags?: readonly Tag[];
}

const string = { type: 'string' };

/** AWS::Events::EventBus. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventBus = (operations: Operations): ResourceType =>
  resourceType<EventBusProperties>({
    typeName: 'AWS::Events::EventBus',
    schema: {
      properties: {
        Name: string,
        Description: string,
        KmsKeyIdentifier: string,
        Tags: { type: 'array', items: { type: 'object', properties: { Key: string, Value: string } } },
      },
      required: ['Name'],
    },
    createOnly: ['Name'],
    create: async (properties) => {
      const { EventBusArn } = await call<{ EventBusArn: string }>(operations, 'CreateEventBus', properties);
      return { physicalId: properties.Name, attributes: { Arn: EventBusArn, Name: properties.Name } };
    },
    update: async ({ physicalId, attributes, properties: old }, { Description = '', KmsKeyIdentifier = '', Tags }) => {
      await call(operations, 'UpdateEventBus', { Name: physicalId, Description, KmsKeyIdentifier });
      await setTags(operations, String(attributes['Arn']), old.Tags, Tags);
      return { physicalId, attributes };
    },
    remove: ({ physicalId }) => unlessGone(() => call(operations, 'DeleteEventBus', { Name: physicalId })),
  });
