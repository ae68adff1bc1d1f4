import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { type Cloud, type Factories, startCloud } from '../../cloud.ts';
import { createCloudFormation } from '../../cloudformation/service.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { ResourceType } from '../../kernel/resource-type.ts';
import type { ServiceFactory } from '../../kernel/service.ts';

const StackName = 'test';

export interface StackCloud {
  readonly cloud: Cloud;
  /** Creates the stack, or updates it. Resolves with physical ids by logical id. @throws Error with the reason of a failure */
  deploy(resources: object): Promise<Record<string, string | undefined>>;
  remove(): Promise<void>;
  stop(): Promise<void>;
}

/** A cloud of CloudFormation and of services whose resource types are real. */
export const startStackCloud = async (factories: Factories): Promise<StackCloud> => {
  const types: ResourceType[] = [];
  const remembered = Object.fromEntries(
    (Object.entries(factories) as [string, ServiceFactory<never>][]).map(([name, factory]) => [
      name,
      (context: CloudContext) => {
        const service = factory(context);
        types.push(...(service.resourceTypes ?? []));
        return service;
      },
    ]),
  );
  const cloudformation = createCloudFormation(() => types);
  const cloud = await startCloud({ ...remembered, cloudformation }, { port: 0, mqttPort: 0, logLevel: 'silent' });
  const client = new CloudFormationClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  let isThere = false;

  const settle = async (wanted: string): Promise<void> => {
    for (;;) {
      const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      const status = stack?.StackStatus ?? '';
      if (status === wanted) return;
      if (status.endsWith('_IN_PROGRESS')) continue;
      const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
      const failures = StackEvents.filter((event) => event.ResourceStatus?.endsWith('_FAILED'));
      throw new Error(`${status}: ${failures.map((event) => event.ResourceStatusReason).join('; ')}`);
    }
  };
  return {
    cloud,
    deploy: async (resources) => {
      const input = { StackName, TemplateBody: JSON.stringify({ Resources: resources }) };
      await client.send(isThere ? new UpdateStackCommand(input) : new CreateStackCommand(input));
      const was = isThere;
      isThere = true;
      await settle(was ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE');
      const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
      return Object.fromEntries(StackResources.map((each) => [each.LogicalResourceId ?? '', each.PhysicalResourceId]));
    },
    remove: async () => {
      const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      await client.send(new DeleteStackCommand({ StackName }));
      for (;;) {
        const { Stacks: [left] = [] } = await client.send(new DescribeStacksCommand({ StackName: stack?.StackId }));
        if (left?.StackStatus === 'DELETE_COMPLETE') return;
        if (left?.StackStatus === 'DELETE_FAILED') throw new Error(left.StackStatusReason);
      }
    },
    stop: async () => {
      client.destroy();
      await cloud.stop();
    },
  };
};
