import { afterEach, expect, it } from 'vitest';
import { createClock } from '../../kernel/clock.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { createLog } from '../../kernel/log.ts';
import type { ResourceContext, ResourceType } from '../../kernel/resource-type.ts';
import { openStorage, type Storage } from '../../kernel/storage.ts';
import type { Services } from '../../ports/services.ts';
import { createIot } from '../service.ts';

const RoleArn = 'arn:aws:iam::000000000000:role/r';
const resource: ResourceContext = {
  stackName: 'stack',
  stackId: 'arn:stack',
  logicalId: 'Thing',
  generateName: () => 'stack-Thing-1A2B',
  initiated: () => undefined,
};

const opened: Storage[] = [];
afterEach(async () => {
  for (const storage of opened.splice(0)) await storage.close();
});

function typesOf(): Map<string, ResourceType> {
  const storage = openStorage();
  opened.push(storage);
  const context: CloudContext = {
    accountId: '000000000000',
    region: 'us-east-1',
    clock: createClock(),
    storage,
    log: createLog('silent', () => undefined),
    services: { iam: { assumeRole: () => ({ expiresAt: 0 }) } } as unknown as Services,
    endpoint: () => 'http://127.0.0.1:1',
    mqttPort: 0,
    arn: (service, name) => `arn:aws:${service}:us-east-1:000000000000:${name}`,
  };
  return new Map(createIot(context).resourceTypes?.map((type) => [type.typeName, type]));
}

it.each([
  ['AWS::IoT::Thing', { AttributePayload: { Attributes: { a: 'b' } } }, 'stack-Thing-1A2B', 'thing/stack-Thing-1A2B'],
  ['AWS::IoT::ThingType', { ThingTypeName: 'pump' }, 'pump', 'thingtype/pump'],
  ['AWS::IoT::ThingGroup', { ThingGroupName: 'g' }, 'g', 'thinggroup/g'],
  [
    'AWS::IoT::Policy',
    { PolicyDocument: { Version: '2012-10-17', Statement: [] } },
    'stack-Thing-1A2B',
    'policy/stack-Thing-1A2B',
  ],
  [
    'AWS::IoT::TopicRule',
    {
      TopicRulePayload: {
        Sql: "SELECT * FROM 'a'",
        Actions: [{ DynamoDBv2: { RoleArn, PutItem: { TableName: 't' } } }, { Kinesis: { RoleArn, StreamName: 's' } }],
        ErrorAction: { Sqs: { RoleArn, QueueUrl: 'https://sqs/000000000000/q' } },
      },
    },
    'stack_Thing_1A2B',
    'rule/stack_Thing_1A2B',
  ],
])('%s is created, updated and removed', async (typeName, properties, physicalId, arn) => {
  const type = typesOf().get(typeName);
  if (type === undefined) throw new Error(`no ${typeName}`);
  const state = await type.create(properties as never, resource);
  expect(state).toMatchObject({ physicalId, attributes: { Arn: `arn:aws:iot:us-east-1:000000000000:${arn}` } });
  const existing = { ...state, properties } as never;
  expect(await type.update(existing, properties as never, resource)).toEqual(state);
  await type.remove(existing, resource);
  await type.remove(existing, resource);
  expect(await type.create(properties as never, resource)).toMatchObject({ physicalId });
});

it('names SQL and actions that are not there', async () => {
  const type = typesOf().get('AWS::IoT::TopicRule');
  const create = (payload: object) => type?.create({ TopicRulePayload: payload } as never, resource);
  await expect(
    create({ Sql: "SELECT machinelearning_predict('m', 'r', *) AS x FROM 'a'", Actions: [] }),
  ).rejects.toThrow('the function machinelearning_predict()');
  await expect(create({ Sql: "SELECT * FROM 'a'", Actions: [{ S3: {} }] })).rejects.toThrow('the rule action s3');
});
