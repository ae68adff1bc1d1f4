import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { type Cloud, startCloud } from '../../cloud.ts';
import { createCloudFormation } from '../service.ts';
import { createFakeTypes, type FakeTypes } from './fake-types.ts';

export interface TestCloud {
  readonly cloud: Cloud;
  readonly client: CloudFormationClient;
  readonly fakes: FakeTypes;
  /** Waits until no operation runs on the stack. */
  readonly settled: (stackName: string) => Promise<Stack>;
  /** `logical id STATUS reason` of each event, oldest first. */
  readonly events: (stackName: string) => Promise<readonly string[]>;
}

/** A cloud of CloudFormation alone, with fake resource types. */
export const startTestCloud = async (
  options: { dataDirectory?: string } = {},
  fakes: FakeTypes = createFakeTypes(),
): Promise<TestCloud> => {
  const cloud = await startCloud(
    { cloudformation: createCloudFormation(() => fakes.types) },
    { port: 0, mqttPort: 0, logLevel: 'silent', ...options },
  );
  const client = new CloudFormationClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const settled = async (stackName: string): Promise<Stack> => {
    for (;;) {
      const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
      if (stack !== undefined && stack.StackStatus?.endsWith('_IN_PROGRESS') !== true) return stack;
    }
  };
  const events = async (stackName: string): Promise<readonly string[]> => {
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: stackName }));
    return StackEvents.toReversed().map((event) =>
      [event.LogicalResourceId, event.ResourceStatus, event.ResourceStatusReason].filter(Boolean).join(' '),
    );
  };
  return { cloud, client, fakes, settled, events };
};

/** A template of boxes: logical id -> properties, as JSON. */
export const boxes = (resources: Readonly<Record<string, object>>, rest: object = {}): string =>
  JSON.stringify({
    Resources: Object.fromEntries(
      Object.entries(resources).map(([id, properties]) => [id, { Type: 'Fake::Box::Box', Properties: properties }]),
    ),
    ...rest,
  });
