import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AliasCloud, aliasTemplate, createVersions, startAliasCloud } from './testing/alias-cloud.ts';
import { createFakeTypes, type FakeTypes } from './testing/fake-types.ts';
import { createScriptedCodeDeploy, type ScriptedCodeDeploy } from './testing/scripted-code-deploy.ts';

let dataDirectory: string;
let fakes: FakeTypes;
const running: AliasCloud[] = [];
beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  fakes = createFakeTypes();
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const StackName = 'demo';
const later = (Label: string) => ({ Later: { Type: 'Fake::Box::Box', Properties: { Label }, DependsOn: 'Live' } });
const beside = (Label: string) => ({ Beside: { Type: 'Fake::Box::Box', Properties: { Label } } });

const start = async (deployments: ScriptedCodeDeploy): Promise<AliasCloud> => {
  const cloud = await startAliasCloud(deployments.factory, fakes, { dataDirectory });
  running.push(cloud);
  return cloud;
};

/** A cloud with a stack `demo` whose alias points to version 1. */
const startWithStack = async (deployments: ScriptedCodeDeploy, others: Readonly<Record<string, object>> = {}) => {
  const at = await start(deployments);
  await createVersions(at);
  await at.formation.send(new CreateStackCommand({ StackName, TemplateBody: aliasTemplate('1', others) }));
  expect(await at.settled(StackName)).toBe('CREATE_COMPLETE');
  return at;
};

const stop = async (at: AliasCloud): Promise<void> => {
  running.splice(0);
  await at.stop();
};

test('a kill in the middle of a deployment: the update waits on for the same one', async () => {
  await stop(await startWithStack(createScriptedCodeDeploy()));
  const program = fileURLToPath(new URL('./testing/shifting-cloud.ts', import.meta.url));
  const child = spawn(process.execPath, [program, dataDirectory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const died = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const endpoint = (await lines.next()).value as string;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new CloudFormationClient({ endpoint, region: 'us-east-1', credentials });
  await client.send(new UpdateStackCommand({ StackName, TemplateBody: aliasTemplate('2') }));
  const [, token] = /^SHIFT (.+)$/.exec((await lines.next()).value as string) ?? [];
  // An answer of the cloud says that what was before is on disk.
  await client.send(new DescribeStacksCommand({ StackName }));
  child.kill('SIGKILL');
  await died;
  client.destroy();
  const deployments = createScriptedCodeDeploy();
  const at = await start(deployments);
  expect(await deployments.shift(1)).toMatchObject({ clientToken: token, currentVersion: '1', targetVersion: '2' });
  deployments.end(1, { status: 'Succeeded' });
  expect(await at.settled(StackName)).toBe('UPDATE_COMPLETE');
  expect(await at.live()).toBe('2');
  const begun = (await at.events(StackName)).filter((event) => /^Live UPDATE_IN_PROGRESS/.test(event));
  expect(begun).toEqual(['Live UPDATE_IN_PROGRESS', 'Live UPDATE_IN_PROGRESS CodeDeploy deployment started: d-1']);
});

test('a deployment is joined also if it has brought the alias to its end already', async () => {
  const first = createScriptedCodeDeploy();
  const before = await startWithStack(first);
  await before.formation.send(new UpdateStackCommand({ StackName, TemplateBody: aliasTemplate('2') }));
  const { clientToken } = await first.shift(1);
  before.cloud.services.lambda.setAlias('f', 'live', { functionVersion: '2', weights: {} });
  await stop(before);
  const second = createScriptedCodeDeploy();
  const at = await start(second);
  expect(await second.shift(1)).toMatchObject({ clientToken, currentVersion: '1', targetVersion: '2' });
  at.cloud.services.lambda.setAlias('f', 'live', { functionVersion: '1', weights: {} });
  second.end(1, { status: 'Failed', errorInformation: { code: 'HOOK_EXECUTION_FAILURE', message: 'After all.' } });
  expect(await at.settled(StackName)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(second.shifts).toHaveLength(1);
});

test('a rollback by a deployment goes on after a stop', async () => {
  fakes.failing.add('bad');
  const first = createScriptedCodeDeploy();
  const before = await startWithStack(first, later('good'));
  await before.formation.send(new UpdateStackCommand({ StackName, TemplateBody: aliasTemplate('2', later('bad')) }));
  await first.shift(1);
  first.end(1, { status: 'Succeeded' });
  const { clientToken } = await first.shift(2);
  await stop(before);
  const second = createScriptedCodeDeploy();
  const at = await start(second);
  expect(await second.shift(1)).toMatchObject({ clientToken, targetVersion: '1', creator: 'CloudFormationRollback' });
  second.end(1, { status: 'Succeeded' });
  expect(await at.settled(StackName)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await at.live()).toBe('1');
});

test('a deployment beside something that cannot go on is stopped before the stack goes back', async () => {
  const first = createScriptedCodeDeploy();
  const before = await startWithStack(first, beside('good'));
  let letGo = () => {};
  fakes.held.set('slow', new Promise((resolve) => (letGo = resolve)));
  fakes.failing.add('slow');
  await before.formation.send(new UpdateStackCommand({ StackName, TemplateBody: aliasTemplate('2', beside('slow')) }));
  const { clientToken } = await first.shift(1);
  const stopped = stop(before);
  letGo();
  await stopped;
  fakes.held.clear();
  const second = createScriptedCodeDeploy();
  const at = await start(second);
  expect(await at.settled(StackName)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(second.stops).toEqual([clientToken]);
  expect(await at.live()).toBe('1');
});
