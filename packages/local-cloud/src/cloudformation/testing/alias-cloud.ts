import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { GetAliasCommand, PublishVersionCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import type { Service, ServiceFactory } from '../../kernel/service.ts';
import { createLambda } from '../../lambda/service.ts';
import { type LambdaCloud, startLambdaCloud } from '../../lambda/testing/lambda-cloud.ts';
import { zip } from '../../lambda/testing/zip.ts';
import type { CodeDeployPort } from '../../ports/codedeploy.ts';
import { createCloudFormation } from '../service.ts';
import type { FakeTypes } from './fake-types.ts';

export interface AliasCloud extends Omit<LambdaCloud, 'stop'> {
  readonly formation: CloudFormationClient;
  /** The status of a stack on which nothing runs any more. */
  settled(stackName: string): Promise<string | undefined>;
  /** `logical id STATUS reason` of each event, oldest first; random request tokens are cut. */
  events(stackName: string): Promise<readonly string[]>;
  /** The version that the alias `live` of the function `f` points to. */
  live(): Promise<string | undefined>;
  stop(): Promise<void>;
}

const program = (version: number) => `export const handler = async () => ${version};`;

/** Makes the function `f` with the versions 1, 2 and 3, each of which answers its number. */
export const createVersions = async ({ create, client }: LambdaCloud): Promise<void> => {
  await create('f', program(1));
  for (const version of [1, 2, 3]) {
    const ZipFile = zip({ 'index.mjs': program(version) });
    await client.send(new UpdateFunctionCodeCommand({ FunctionName: 'f', ZipFile }));
    await client.send(new PublishVersionCommand({ FunctionName: 'f' }));
  }
};

/** A cloud of Lambda, CloudFormation and the given CodeDeploy; `fakes` are further resource types. */
export const startAliasCloud = async (
  codedeploy: ServiceFactory<CodeDeployPort>,
  fakes: FakeTypes,
  options: { readonly dataDirectory?: string } = {},
): Promise<AliasCloud> => {
  let lambdaTypes: Service['resourceTypes'] = [];
  const remember: typeof createLambda = (context) => {
    const service = createLambda(context);
    lambdaTypes = service.resourceTypes ?? [];
    return service;
  };
  const cloudformation = createCloudFormation(() => [...fakes.types, ...(lambdaTypes ?? [])]);
  const lambda = await startLambdaCloud(options, { lambda: remember, codedeploy, cloudformation }, remember);
  const formation = new CloudFormationClient({
    endpoint: lambda.cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    ...lambda,
    formation,
    settled: async (StackName) => {
      for (;;) {
        const { Stacks: [stack] = [] } = await formation.send(new DescribeStacksCommand({ StackName }));
        if (stack?.StackStatus?.endsWith('_IN_PROGRESS') === false) return stack.StackStatus;
      }
    },
    events: async (StackName) => {
      const { StackEvents = [] } = await formation.send(new DescribeStackEventsCommand({ StackName }));
      return StackEvents.toReversed().map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason = '' }) =>
        `${LogicalResourceId} ${ResourceStatus} ${ResourceStatusReason.replace(/RequestToken: [\w-]+, /, '')}`.trim(),
      );
    },
    live: async () => {
      const alias = await lambda.client.send(new GetAliasCommand({ FunctionName: 'f', Name: 'live' }));
      return alias.FunctionVersion;
    },
    stop: async () => {
      formation.destroy();
      await lambda.stop();
    },
  };
};

const policy = { ApplicationName: 'app', DeploymentGroupName: 'group' };

/** A template of an alias `live` of the function `f` under an UpdatePolicy, and more resources. */
export const aliasTemplate = (
  FunctionVersion: string,
  others: Readonly<Record<string, object>> = {},
  CodeDeployLambdaAliasUpdate: object = policy,
): string =>
  JSON.stringify({
    Resources: {
      Live: {
        Type: 'AWS::Lambda::Alias',
        Properties: { FunctionName: 'f', FunctionVersion, Name: 'live' },
        UpdatePolicy: { CodeDeployLambdaAliasUpdate },
      },
      ...others,
    },
  });
