import { isDeepStrictEqual } from 'node:util';
import {
  CloudFormationClient,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';
import type { Service } from './services.ts';
import type { LookAtStacks, StackState } from './stack-state.ts';

interface Clients {
  readonly cloudFormation: CloudFormationClient;
  readonly s3: S3Client;
}

/** CloudFormation has no error of its own for a stack that is not there. */
const isMissing = (error: unknown): boolean => {
  const { name, message } = error as Error;
  return name === 'ValidationError' && /does not exist/.test(message);
};

const describe = async ({ cloudFormation }: Clients, StackName: string) => {
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.[0];
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const templateFile = 'compiled-cloudformation-template.json';

/** Packages that the framework has stored, newest first: `serverless/<service>/<stage>/<epoch ms>-<ISO time>/…`. */
const storedPackages = async ({ s3 }: Clients, Bucket: string, Prefix: string): Promise<readonly string[]> => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
  return Contents.map(({ Key = '' }) => Key)
    .filter((key) => key.endsWith(`/${templateFile}`))
    .toSorted()
    .reverse();
};

/**
 * The time stamp of the package whose template the stack runs. Not simply the newest: that of a deployment that failed is
 * stored too.
 */
const runningPackage = async (clients: Clients, StackName: string, prefix: string): Promise<string | undefined> => {
  const { cloudFormation, s3 } = clients;
  const LogicalResourceId = 'ServerlessDeploymentBucket';
  const resource = await cloudFormation.send(new DescribeStackResourceCommand({ StackName, LogicalResourceId }));
  const Bucket = resource.StackResourceDetail?.PhysicalResourceId;
  if (Bucket === undefined) return undefined;
  const { TemplateBody = '' } = await cloudFormation.send(
    new GetTemplateCommand({ StackName, TemplateStage: 'Original' }),
  );
  const running: unknown = JSON.parse(TemplateBody);
  for (const Key of await storedPackages(clients, Bucket, prefix)) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const stored: unknown = JSON.parse((await Body?.transformToString()) ?? 'null');
    if (isDeepStrictEqual(stored, running)) return Key.slice(prefix.length).split('-')[0];
  }
  return undefined;
};

const lookAt = async (clients: Clients, { name, serviceName }: Service, stage: string): Promise<StackState> => {
  const stackName = `${serviceName}-${stage}`;
  const stack = await describe(clients, stackName);
  // A stack in review was never made: a first change set waits, or was given up.
  if (stack?.StackStatus === undefined || stack.StackStatus === 'REVIEW_IN_PROGRESS') return { service: name };
  const stamp = await runningPackage(clients, stackName, `serverless/${serviceName}/${stage}/`);
  return {
    service: name,
    status: stack.StackStatus,
    changedAt: (stack.LastUpdatedTime ?? stack.CreationTime)?.getTime() ?? 0,
    ...(stamp !== undefined && { package: stamp }),
  };
};

/** Looks at the stacks of a target. */
export const stacksOf = (target: Target): { readonly look: LookAtStacks; readonly close: () => void } => {
  const clients = {
    cloudFormation: guarded((settings) => new CloudFormationClient(settings), target),
    s3: guarded((settings) => new S3Client({ ...settings, forcePathStyle: target.isLocal }), target),
  };
  return {
    look: (services) => Promise.all(services.map((service) => lookAt(clients, service, target.stage))),
    close: () => {
      clients.cloudFormation.destroy();
      clients.s3.destroy();
    },
  };
};
