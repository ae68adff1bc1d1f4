import { call, type Operations } from '../../kernel/call-operation.ts';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import { unlessGone } from './unless-gone.ts';

interface EventBusPolicyProperties {
  readonly EventBusName?: string;
  readonly StatementId: string;
  readonly Statement?: Readonly<Record<string, unknown>>;
  readonly Action?: string;
  readonly Principal?: string;
  readonly Condition?: { readonly Type: string; readonly Key: string; readonly Value: string };
}

const string = { type: 'string' };
const condition = { type: 'object', properties: { Type: string, Key: string, Value: string } };

/** The policy of a bus, as a list of statements. */
const statementsOf = async (operations: Operations, Name: string | undefined): Promise<Record<string, unknown>[]> => {
  const input = Name === undefined ? {} : { Name };
  const { Policy } = await call<{ Policy?: string }>(operations, 'DescribeEventBus', input);
  return Policy === undefined ? [] : (JSON.parse(Policy) as { Statement: Record<string, unknown>[] }).Statement;
};

/** AWS::Events::EventBusPolicy: one statement. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html */
export const eventBusPolicy = (operations: Operations): ResourceType => {
  const put = async ({ Statement, StatementId, EventBusName, ...rest }: EventBusPolicyProperties): Promise<void> => {
    const bus = EventBusName === undefined ? {} : { EventBusName };
    if (Statement === undefined) {
      await call(operations, 'PutPermission', { ...rest, ...bus, StatementId });
      return;
    }
    const others = (await statementsOf(operations, EventBusName)).filter((each) => each['Sid'] !== StatementId);
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [...others, { ...Statement, Sid: StatementId }],
    });
    await call(operations, 'PutPermission', { ...bus, Policy });
  };
  return resourceType<EventBusPolicyProperties>({
    typeName: 'AWS::Events::EventBusPolicy',
    schema: {
      properties: {
        EventBusName: string,
        StatementId: string,
        Statement: { type: 'object' },
        Action: string,
        Principal: string,
        Condition: condition,
      },
      required: ['StatementId'],
    },
    createOnly: ['EventBusName', 'StatementId'],
    create: async (properties) => {
      await put(properties);
      return { physicalId: `${properties.EventBusName ?? 'default'}|${properties.StatementId}`, attributes: {} };
    },
    update: async ({ physicalId, attributes }, properties) => {
      await put(properties);
      return { physicalId, attributes };
    },
    remove: ({ properties: { EventBusName, StatementId } }) =>
      unlessGone(() => call(operations, 'RemovePermission', { EventBusName, StatementId })),
  });
};
