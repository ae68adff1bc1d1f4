import type { Tag, Target } from '@aws-sdk/client-eventbridge';
import { call, type Operations } from '../../kernel/call-operation.ts';
import { type ResourceContext, type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import { setTags } from '../../kernel/set-tags.ts';
import { unlessGone } from './unless-gone.ts';

interface RuleProperties {
  readonly Name?: string;
  readonly Description?: string;
  readonly EventBusName?: string;
  readonly EventPattern?: object;
  readonly ScheduleExpression?: string;
  readonly State?: string;
  readonly RoleArn?: string;
  readonly Targets?: readonly Target[];
  readonly Tags?: readonly Tag[];
}

const string = { type: 'string' };
const integer = { type: 'integer' };
const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required });

const target = object(
  {
    Id: string,
    Arn: string,
    RoleArn: string,
    Input: string,
    InputPath: string,
    InputTransformer: object(
      { InputPathsMap: { type: 'object', additionalProperties: string }, InputTemplate: string },
      ['InputTemplate'],
    ),
    KinesisParameters: object({ PartitionKeyPath: string }, ['PartitionKeyPath']),
    SqsParameters: object({ MessageGroupId: string }),
    DeadLetterConfig: object({ Arn: string }),
    RetryPolicy: object({ MaximumRetryAttempts: integer, MaximumEventAgeInSeconds: integer }),
  },
  ['Id', 'Arn'],
);

const schema: ResourceType['schema'] = {
  properties: {
    Name: string,
    Description: string,
    EventBusName: string,
    EventPattern: { type: 'object' },
    ScheduleExpression: string,
    State: { enum: ['ENABLED', 'DISABLED'] },
    RoleArn: string,
    Targets: { type: 'array', items: target },
    Tags: { type: 'array', items: object({ Key: string, Value: string }) },
  },
};

const busOf = (EventBusName: string | undefined) => (EventBusName === undefined ? {} : { EventBusName });
const busName = (nameOrArn = 'default'): string => nameOrArn.split(':event-bus/').at(-1) ?? nameOrArn;

/** What Ref gives: the name, with the bus before it if that is not the default one. */
const physicalIdOf = (name: string, bus: string | undefined): string =>
  busName(bus) === 'default' ? name : `${busName(bus)}|${name}`;

/** AWS::Events::Rule. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const eventRule = (operations: Operations): ResourceType => {
  const putRule = async (name: string, properties: RuleProperties): Promise<string> => {
    const { Targets: _targets, EventPattern, Tags: _tags, ...rest } = properties;
    const { RuleArn } = await call<{ RuleArn: string }>(operations, 'PutRule', {
      ...rest,
      Name: name,
      ...(EventPattern === undefined ? {} : { EventPattern: JSON.stringify(EventPattern) }),
    });
    return RuleArn;
  };
  const putTargets = async (name: string, properties: RuleProperties, gone: readonly string[]): Promise<void> => {
    const { Targets = [] } = properties;
    const bus = busOf(properties.EventBusName);
    if (gone.length > 0) await call(operations, 'RemoveTargets', { Rule: name, ...bus, Ids: gone });
    if (Targets.length > 0) await call(operations, 'PutTargets', { Rule: name, ...bus, Targets });
  };
  const nameOf = (properties: RuleProperties, context: ResourceContext) => properties.Name ?? context.generateName(64);
  const idsOf = ({ Targets = [] }: RuleProperties) => Targets.map(({ Id = '' }) => Id);

  return resourceType<RuleProperties>({
    typeName: 'AWS::Events::Rule',
    schema,
    createOnly: ['Name', 'EventBusName'],
    create: async (properties, context) => {
      const name = nameOf(properties, context);
      const Arn = await putRule(name, properties);
      const state = { physicalId: physicalIdOf(name, properties.EventBusName), attributes: { Arn } };
      context.initiated(state);
      await putTargets(name, properties, []);
      await setTags(operations, Arn, [], properties.Tags);
      return state;
    },
    update: async ({ physicalId, attributes, properties: old }, wanted) => {
      const kept = new Set(idsOf(wanted));
      const gone = idsOf(old).filter((id) => !kept.has(id));
      const name = physicalId.split('|').at(-1) ?? physicalId;
      const Arn = await putRule(name, wanted);
      await putTargets(name, wanted, gone);
      await setTags(operations, Arn, old.Tags, wanted.Tags);
      return { physicalId, attributes };
    },
    remove: async ({ physicalId, properties }) => {
      const name = physicalId.split('|').at(-1) ?? physicalId;
      const bus = busOf(properties.EventBusName);
      const Ids = idsOf(properties);
      await unlessGone(async () => {
        if (Ids.length > 0) await call(operations, 'RemoveTargets', { Rule: name, ...bus, Ids });
        await call(operations, 'DeleteRule', { Name: name, ...bus });
      });
    },
  });
};
