import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { LambdaClient, paginateListEventSourceMappings, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { repositoryRoot } from '@signalbox/cli/e2e/cloud-process';
import { serverless } from '@signalbox/cli/e2e/serverless';
import type { Cloud } from '@signalbox/local-cloud';
import { parse } from 'yaml';
import { type Deployment, readDeployment, type Template } from './deployment.ts';
import { readProductionParameters } from './production-parameters.ts';

const stage = 'local';

/** Lambda polls a shard about once a second. https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
const pollSeconds = 1;

interface Compose {
  readonly services: Readonly<Record<string, { readonly path: string; readonly dependsOn?: string }>>;
}

const clientSettings = ({ endpoint }: Cloud) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** Folders of the services, each after what it depends on. */
const foldersInOrder = (): string[] => {
  const { services } = parse(readFileSync(join(repositoryRoot, 'serverless-compose.yml'), 'utf8'), {
    logLevel: 'error',
  }) as Compose;
  const ordered: string[] = [];
  const add = (name: string): void => {
    const service = services[name];
    if (service === undefined || ordered.includes(service.path)) return;
    for (const other of [service.dependsOn ?? []].flat()) add(other);
    ordered.push(service.path);
  };
  for (const name of Object.keys(services)) add(name);
  return ordered.map((path) => join(repositoryRoot, path));
};

const deployFolder = async (cloud: Cloud, folder: string): Promise<void> => {
  const parameters = Object.entries(readProductionParameters(folder)).map(
    ([name, value]) => `--param=${name}=${value}`,
  );
  const { code, output } = await serverless(cloud.endpoint, ['deploy', '--stage', stage, ...parameters], folder);
  if (code !== 0) throw new Error(`sls deploy failed in ${folder}:\n${output}`);
};

/**
 * The embedded cloud hands records on within milliseconds; AWS asks a shard once a second. A mapping without a window of its own gets
 * one of that second, so that batches have the size that AWS would make.
 */
const batchAsAwsDoes = async (cloud: Cloud): Promise<void> => {
  const client = new LambdaClient(clientSettings(cloud));
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, {})) {
    for (const { UUID, StartingPosition, MaximumBatchingWindowInSeconds = 0 } of EventSourceMappings) {
      if (StartingPosition === undefined || MaximumBatchingWindowInSeconds >= pollSeconds) continue;
      await client.send(new UpdateEventSourceMappingCommand({ UUID, MaximumBatchingWindowInSeconds: pollSeconds }));
    }
  }
  client.destroy();
};

const deployedTemplates = async (cloud: Cloud): Promise<Template[]> => {
  const client = new CloudFormationClient(clientSettings(cloud));
  const names = Object.keys(cloud.health().stacks);
  const templates = await Promise.all(
    names.map(async (StackName) => {
      const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName }));
      return JSON.parse(TemplateBody) as Template;
    }),
  );
  client.destroy();
  return templates;
};

/** Deploys every service by the real CLI, with the parameters of production. */
export const deployAsProduction = async (cloud: Cloud): Promise<Deployment> => {
  for (const folder of foldersInOrder()) await deployFolder(cloud, folder);
  await batchAsAwsDoes(cloud);
  return readDeployment(await deployedTemplates(cloud));
};
