import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CancelUpdateStackCommand,
  CreateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { GetDeploymentCommand, StopDeploymentCommand } from '@aws-sdk/client-codedeploy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cloud } from '../cloud.ts';
import { releaseClient, releaseTemplate, startReleaseCloud } from './testing/release-cloud.ts';

let dataDirectory: string;
const running: Cloud[] = [];
beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const StackName = 'demo';
const slow = 'CodeDeployDefault.LambdaCanary10Percent30Minutes';

const start = async (speed: number) => {
  const cloud = await startReleaseCloud({ dataDirectory, speed });
  running.push(cloud);
  return releaseClient(cloud.endpoint);
};
type Client = ReturnType<typeof releaseClient>;

const update = (client: Client, version: string, config = slow) =>
  client.formation.send(
    new UpdateStackCommand({
      StackName,
      TemplateBody: releaseTemplate(version, config),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );

/** The stack `demo` with the alias on version 1. */
const prepare = async (client: Client, config = slow): Promise<void> => {
  const TemplateBody = releaseTemplate(undefined, config);
  await client.formation.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
  expect(await client.settled()).toBe('CREATE_COMPLETE');
  const { Stacks } = await client.formation.send(new DescribeStacksCommand({ StackName }));
  await client.createVersions(Stacks?.[0]?.Outputs?.[0]?.OutputValue ?? '');
  await update(client, '1', config);
  expect(await client.settled()).toBe('UPDATE_COMPLETE');
};

const canary = async (client: Client): Promise<void> => {
  while ((await client.alias())[1]['2'] !== 0.1);
};

/** The id of the deployment that the stack's events name last. */
const deploymentOf = async (client: Client): Promise<string> => {
  const started = (await client.reasons()).map(
    (line) => /^Live UPDATE_IN_PROGRESS CodeDeploy deployment started: (d-\w+)$/.exec(line)?.[1],
  );
  return started.filter((id) => id !== undefined).at(-1) ?? '';
};

test('a canary takes the alias over in two steps', async () => {
  const quick = 'CodeDeployDefault.LambdaCanary10Percent5Minutes';
  const client = await start(300);
  await prepare(client, quick);
  await update(client, '2', quick);
  await canary(client);
  expect(await client.settled()).toBe('UPDATE_COMPLETE');
  expect(await client.alias()).toEqual(['2', {}]);
  client.close();
});

test('a deployment stopped by hand half way takes the stack back', async () => {
  const client = await start(1);
  await prepare(client);
  await update(client, '2');
  await canary(client);
  const deploymentId = await deploymentOf(client);
  const { codedeploy } = client;
  const { deploymentInfo } = await codedeploy.send(new GetDeploymentCommand({ deploymentId }));
  expect(deploymentInfo).toMatchObject({ status: 'InProgress', deploymentConfigName: slow });
  await codedeploy.send(new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true }));
  expect(await client.settled()).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await client.alias()).toEqual(['1', {}]);
  expect(await client.reasons()).toContainEqual(
    expect.stringMatching(
      new RegExp(`^Live UPDATE_FAILED Resource handler returned message: "${deploymentId} failed\\.`),
    ),
  );
  client.close();
});

test('a resource that fails after the shift has the alias shifted back by a deployment of its own', async () => {
  const client = await start(1);
  const config = 'CodeDeployDefault.LambdaAllAtOnce';
  await prepare(client, config);
  const template = JSON.parse(releaseTemplate('2', config));
  const Properties = { FunctionName: 'f', FunctionVersion: '9', Name: 'broken' };
  template.Resources.Broken = { Type: 'AWS::Lambda::Alias', DependsOn: 'Live', Properties };
  const input = { StackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_IAM' as const] };
  await client.formation.send(new UpdateStackCommand(input));
  expect(await client.settled()).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await client.alias()).toEqual(['1', {}]);
  const { codedeploy } = client;
  const { deploymentInfo } = await codedeploy.send(
    new GetDeploymentCommand({ deploymentId: await deploymentOf(client) }),
  );
  expect(deploymentInfo).toMatchObject({ status: 'Succeeded', creator: 'CloudFormationRollback' });
  client.close();
});

test('a cancelled update takes the canary back', async () => {
  const client = await start(1);
  await prepare(client);
  await update(client, '2');
  await canary(client);
  await client.formation.send(new CancelUpdateStackCommand({ StackName }));
  expect(await client.settled()).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await client.alias()).toEqual(['1', {}]);
  await update(client, '2', 'CodeDeployDefault.LambdaAllAtOnce');
  expect(await client.settled()).toBe('UPDATE_COMPLETE');
  expect(await client.alias()).toEqual(['2', {}]);
  client.close();
});

test('a kill -9 in the middle of a canary: the same deployment and the same update go on', async () => {
  const program = fileURLToPath(new URL('./testing/killable-release-cloud.ts', import.meta.url));
  const child = spawn(process.execPath, [program, dataDirectory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const died = once(child, 'exit');
  const [endpoint] = (await once(child.stdout, 'data')) as [Buffer];
  const before = releaseClient(endpoint.toString());
  await prepare(before);
  await update(before, '2');
  await canary(before);
  const id = await deploymentOf(before);
  child.kill('SIGKILL');
  await died;
  before.close();
  const after = await start(2400);
  expect(await after.settled()).toBe('UPDATE_COMPLETE');
  expect(await after.alias()).toEqual(['2', {}]);
  expect((await after.reasons()).filter((line) => line.includes('CodeDeploy deployment started'))).toEqual([
    `Live UPDATE_IN_PROGRESS CodeDeploy deployment started: ${id}`,
  ]);
  after.close();
});
