import { resourceType } from '../../kernel/resource-type.ts';
import { type EventInvokeConfigInput, putEventInvokeConfig } from '../functions/event-invoke-configs.ts';
import { keyOf } from '../functions/function-store.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';

interface Properties extends EventInvokeConfigInput {
  readonly FunctionName: string;
  readonly Qualifier: string;
}

const text = { type: 'string' };
const integer = { type: 'integer' };
const destination = { type: 'object', properties: { Destination: text }, required: ['Destination'] };

const schema = {
  properties: {
    DestinationConfig: { type: 'object', properties: { OnSuccess: destination, OnFailure: destination } },
    FunctionName: text,
    MaximumEventAgeInSeconds: { ...integer, minimum: 60, maximum: 21_600 },
    MaximumRetryAttempts: { ...integer, minimum: 0, maximum: 2 },
    Qualifier: text,
  },
  required: ['FunctionName', 'Qualifier'],
};

const targetOf = ({ FunctionName, Qualifier }: Properties) => ({
  name: parseIdentifier(FunctionName).name,
  qualifier: Qualifier,
});

/** AWS::Lambda::EventInvokeConfig. */
export const eventInvokeConfigType = (parts: LambdaParts) =>
  resourceType<Properties>({
    typeName: 'AWS::Lambda::EventInvokeConfig',
    schema,
    createOnly: ['FunctionName', 'Qualifier'],
    create: async (properties) => {
      const { name, qualifier } = targetOf(properties);
      putEventInvokeConfig(parts, { name, qualifier }, properties, false);
      return { physicalId: `${name}|${qualifier}`, attributes: {} };
    },
    update: async ({ physicalId, attributes }, properties) => {
      putEventInvokeConfig(parts, targetOf(properties), properties, false);
      return { physicalId, attributes };
    },
    remove: async ({ properties }) => {
      const { name, qualifier } = targetOf(properties);
      parts.store.invokeConfigs.delete(keyOf(name, qualifier));
    },
  });
