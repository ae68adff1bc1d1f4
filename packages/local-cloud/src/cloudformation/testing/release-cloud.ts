import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import {
  CreateFunctionCommand,
  GetAliasCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { type CloudOptions, type Factories, startCloud } from '../../cloud.ts';
import { createCloudWatch } from '../../cloudwatch/service.ts';
import { createCodeDeploy } from '../../codedeploy/service.ts';
import { createIam } from '../../iam/service.ts';
import { createLambda } from '../../lambda/service.ts';
import { zip } from '../../lambda/testing/zip.ts';
import { createLogs } from '../../logs/service.ts';
import { withCloudFormation } from '../../with-cloudformation.ts';

/** What releases by stack updates need, whole and real. */
const releaseFactories = (): Factories =>
  withCloudFormation({
    iam: createIam,
    cloudwatch: createCloudWatch,
    logs: createLogs,
    lambda: createLambda,
    codedeploy: createCodeDeploy,
  });

export const startReleaseCloud = (options: Partial<CloudOptions>) =>
  startCloud(releaseFactories(), { port: 0, mqttPort: 0, logLevel: 'silent', ...options });

const StackName = 'demo';

/** What a test does to a release cloud, wherever it runs. */
export const releaseClient = (endpoint: string) => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const options = { endpoint, region: 'us-east-1', maxAttempts: 1, credentials };
  const formation = new CloudFormationClient(options);
  const lambda = new LambdaClient(options);
  const codedeploy = new CodeDeployClient(options);
  const stack = async () => (await formation.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
  return {
    formation,
    lambda,
    codedeploy,
    /** Makes the function `f` with two versions; the role is one that the stack `roles` has. */
    createVersions: async (Role: string) => {
      const code = (number: number) => zip({ 'index.mjs': `export const handler = async () => ${number};` });
      const base = { FunctionName: 'f', Runtime: 'nodejs24.x', Handler: 'index.handler' } as const;
      await lambda.send(new CreateFunctionCommand({ ...base, Role, Code: { ZipFile: code(1) }, Publish: true }));
      await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'f', ZipFile: code(2) }));
      await lambda.send(new PublishVersionCommand({ FunctionName: 'f' }));
    },
    /** Version of the alias, and the weights of others. */
    alias: async () => {
      const input = { FunctionName: 'f', Name: 'live' };
      const { FunctionVersion, RoutingConfig } = await lambda.send(new GetAliasCommand(input));
      return [FunctionVersion, RoutingConfig?.AdditionalVersionWeights ?? {}] as const;
    },
    settled: async () => {
      for (;;) {
        const status = (await stack())?.StackStatus;
        if (status?.endsWith('_IN_PROGRESS') === false) return status;
      }
    },
    reasons: async () => {
      const { StackEvents = [] } = await formation.send(new DescribeStackEventsCommand({ StackName }));
      return StackEvents.toReversed().map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason }) =>
        [LogicalResourceId, ResourceStatus, ResourceStatusReason ?? ''].join(' '),
      );
    },
    close: () => {
      for (const client of [formation, lambda, codedeploy]) client.destroy();
    },
  };
};

const trust = (Service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
});
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** An application, its group and, once there is the function `f`, its alias `live` under them. */
export const releaseTemplate = (FunctionVersion: string | undefined, DeploymentConfigName: string): string => {
  const live = {
    Type: 'AWS::Lambda::Alias',
    Properties: { FunctionName: 'f', FunctionVersion, Name: 'live' },
    UpdatePolicy: {
      CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: 'App' }, DeploymentGroupName: { Ref: 'Group' } },
    },
  };
  return JSON.stringify({
    Resources: {
      LambdaRole: {
        Type: 'AWS::IAM::Role',
        Properties: { AssumeRolePolicyDocument: trust('lambda.amazonaws.com') },
      },
      DeployRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust('codedeploy.amazonaws.com'),
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda'],
        },
      },
      App: { Type: 'AWS::CodeDeploy::Application', Properties: { ComputePlatform: 'Lambda' } },
      Group: {
        Type: 'AWS::CodeDeploy::DeploymentGroup',
        Properties: {
          ApplicationName: { Ref: 'App' },
          ServiceRoleArn: arnOf('DeployRole'),
          DeploymentConfigName,
          DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
          AutoRollbackConfiguration: {
            Enabled: true,
            Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
          },
        },
      },
      ...(FunctionVersion === undefined ? {} : { Live: live }),
    },
    Outputs: { RoleArn: { Value: arnOf('LambdaRole') } },
  });
};
