import {
  CodeDeployClient,
  CreateApplicationCommand,
  CreateDeploymentCommand,
  type CreateDeploymentCommandInput,
  CreateDeploymentGroupCommand,
  type CreateDeploymentGroupCommandInput,
  type DeploymentInfo,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
} from '@aws-sdk/client-codedeploy';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetAliasCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { type Cloud, type CloudOptions, type Factories, startCloud } from '../../cloud.ts';
import { createCloudWatch } from '../../cloudwatch/service.ts';
import { createEvents } from '../../events/service.ts';
import { createIam } from '../../iam/service.ts';
import { createLambda } from '../../lambda/service.ts';
import { zip } from '../../lambda/testing/zip.ts';
import { createLogs } from '../../logs/service.ts';
import { createSns } from '../../sns/service.ts';
import { createSqs } from '../../sqs/service.ts';
import { type ShiftPlan, writeAppSpec } from '../appspec.ts';
import { createCodeDeploy } from '../service.ts';

export const applicationName = 'app';
export const deploymentGroupName = 'group';
export const roleArn = 'arn:aws:iam::000000000000:role/CodeDeploy';
const lambdaRoleArn = 'arn:aws:iam::000000000000:role/lambda';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** A hook function: in its body, `await answer('Succeeded')` gives its verdict, and `call` is any operation of CodeDeploy. */
const hookCode = (body: string): string => `
  const call = (operation, input) => fetch(process.env.ENDPOINT, {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/codedeploy/aws4_request, SignedHeaders=host, Signature=0',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'CodeDeploy_20141006.' + operation,
    },
    body: JSON.stringify(input),
  });
  export const handler = async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: id }) => {
    const answer = (status, lifecycleEventHookExecutionId = id) =>
      call('PutLifecycleEventHookExecutionStatus', { deploymentId, lifecycleEventHookExecutionId, status });
    ${body}
  };
`;

export interface DeployCloud {
  readonly cloud: Cloud;
  readonly deploy: CodeDeployClient;
  readonly lambda: LambdaClient;
  /** Makes the function `worker` with versions 1 and 2, and its alias `live` on 1; the application and its group. */
  prepare(group?: Partial<CreateDeploymentGroupCommandInput>): Promise<void>;
  /** Makes a hook function of a body. */
  hook(name: string, body: string): Promise<void>;
  /** @returns the deployment's id */
  create(plan?: Partial<ShiftPlan>, more?: Partial<CreateDeploymentCommandInput>): Promise<string>;
  get(id: string): Promise<DeploymentInfo>;
  /** The deployment once it is in one of the states. */
  reached(id: string, ...statuses: string[]): Promise<DeploymentInfo>;
  ended(id: string): Promise<DeploymentInfo>;
  /** `name status` of each lifecycle event. */
  events(id: string): Promise<readonly string[]>;
  /** Version of the alias, and the weights of others. */
  alias(): Promise<readonly [string | undefined, Readonly<Record<string, number>> | undefined]>;
  /** Resolves once the alias is so. */
  aliasIs(version: string, weights: Readonly<Record<string, number>> | undefined): Promise<void>;
  stop(): Promise<void>;
}

const factories: Factories = {
  iam: createIam,
  cloudwatch: createCloudWatch,
  logs: createLogs,
  sqs: createSqs,
  lambda: createLambda,
  sns: createSns,
  events: createEvents,
  codedeploy: createCodeDeploy,
};

const trust = (Service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
  });

const createRoles = async (iam: IAMClient): Promise<void> => {
  const create = (RoleName: string, service: string) =>
    iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(service) }));
  await create('CodeDeploy', 'codedeploy.amazonaws.com');
  await create('lambda', 'lambda.amazonaws.com');
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda';
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'CodeDeploy', PolicyArn }));
};

/** A cloud of what deployments of functions need, whole and real. */
export const startDeployCloud = async (options: Partial<CloudOptions> = {}): Promise<DeployCloud> => {
  const cloud = await startCloud(factories, { port: 0, mqttPort: 0, logLevel: 'silent', speed: 600, ...options });
  const config = { endpoint: cloud.endpoint, region: 'us-east-1', maxAttempts: 1, credentials };
  const deploy = new CodeDeployClient(config);
  const lambda = new LambdaClient(config);
  const iam = new IAMClient(config);
  const createFunction = (FunctionName: string, code: string) =>
    lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: lambdaRoleArn,
        Timeout: 900,
        Code: { ZipFile: zip({ 'index.mjs': code }) },
        Environment: { Variables: { ENDPOINT: cloud.endpoint } },
        Publish: FunctionName === 'worker',
      }),
    );
  const version = (number: number) => `export const handler = async () => ${number};`;
  const get = async (deploymentId: string) =>
    (await deploy.send(new GetDeploymentCommand({ deploymentId }))).deploymentInfo ?? {};
  const reached = async (id: string, ...statuses: string[]): Promise<DeploymentInfo> => {
    for (;;) {
      const info = await get(id);
      if (statuses.includes(info.status ?? '')) return info;
    }
  };
  const alias: DeployCloud['alias'] = async () => {
    const { FunctionVersion, RoutingConfig } = await lambda.send(
      new GetAliasCommand({ FunctionName: 'worker', Name: 'live' }),
    );
    return [FunctionVersion, RoutingConfig?.AdditionalVersionWeights];
  };
  return {
    cloud,
    deploy,
    lambda,
    get,
    reached,
    ended: (id) => reached(id, 'Succeeded', 'Failed', 'Stopped'),
    prepare: async (group = {}) => {
      await createRoles(iam);
      await createFunction('worker', version(1));
      const FunctionName = 'worker';
      await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
      const ZipFile = zip({ 'index.mjs': version(2) });
      await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, Publish: true }));
      await deploy.send(new CreateApplicationCommand({ applicationName, computePlatform: 'Lambda' }));
      const input = { applicationName, deploymentGroupName, serviceRoleArn: roleArn, ...group };
      await deploy.send(new CreateDeploymentGroupCommand(input));
    },
    hook: async (name, body) => {
      await createFunction(name, hookCode(body));
    },
    create: async (plan = {}, more = {}) => {
      const base = { functionName: 'worker', alias: 'live', currentVersion: '1', targetVersion: '2' };
      const content = writeAppSpec({ ...base, ...plan });
      const { deploymentId = '' } = await deploy.send(
        new CreateDeploymentCommand({
          applicationName,
          deploymentGroupName,
          revision: { revisionType: 'AppSpecContent', appSpecContent: { content } },
          ...more,
        }),
      );
      return deploymentId;
    },
    events: async (deploymentId) => {
      const input = { deploymentId, targetId: 'worker' };
      const { deploymentTarget } = await deploy.send(new GetDeploymentTargetCommand(input));
      const events = deploymentTarget?.lambdaTarget?.lifecycleEvents ?? [];
      return events.map(({ lifecycleEventName, status }) => `${lifecycleEventName} ${status}`);
    },
    alias,
    aliasIs: async (version, weights) => {
      for (;;) {
        const [is, others] = await alias();
        if (is === version && JSON.stringify(others) === JSON.stringify(weights)) return;
      }
    },
    stop: async () => {
      for (const client of [deploy, lambda, iam]) client.destroy();
      await cloud.stop();
    },
  };
};
