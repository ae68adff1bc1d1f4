import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackResourceCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeTypes, type FakeTypes } from './testing/fake-types.ts';
import { boxes, startTestCloud, type TestCloud } from './testing/test-cloud.ts';

let directory: string;
let fakes: FakeTypes;
const running: TestCloud[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  fakes = createFakeTypes();
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.cloud.stop();
  rmSync(directory, { recursive: true, force: true });
});

const start = async () => {
  const cloud = await startTestCloud({ dataDirectory: directory }, fakes);
  running.push(cloud);
  return cloud;
};

/** Stops the cloud while a resource of the label `slow` is being worked on. */
const stopMidway = async (at: TestCloud, begin: () => Promise<unknown>) => {
  let letGo = () => {};
  fakes.held.set('slow', new Promise((resolve) => (letGo = resolve)));
  await begin();
  const isUnderWay = async () => (await at.events('demo')).some((event) => /^Slow \w+_IN_PROGRESS/.test(event));
  while (!(await isUnderWay()));
  running.splice(0);
  const stopped = at.cloud.stop();
  letGo();
  await stopped;
  fakes.held.clear();
};

test('a stack is still there after a restart', async () => {
  const at = await start();
  await at.client.send(new CreateStackCommand({ StackName: 'demo', TemplateBody: boxes({ A: { Name: 'a' } }) }));
  await at.settled('demo');
  await at.cloud.stop();
  running.splice(0);
  const again = await start();
  expect(again.cloud.health().stacks).toEqual({ demo: 'CREATE_COMPLETE' });
  const change = boxes({ A: { Name: 'a', Size: 2 } });
  await again.client.send(new UpdateStackCommand({ StackName: 'demo', TemplateBody: change }));
  expect(await again.settled('demo')).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' });
});

test('a creation that was cut off is rolled back', async () => {
  const at = await start();
  const body = boxes({ A: { Name: 'a' }, Slow: { Label: 'slow', Name: 'slow' }, Last: { Label: { Ref: 'Slow' } } });
  await stopMidway(at, () => at.client.send(new CreateStackCommand({ StackName: 'demo', TemplateBody: body })));
  const again = await start();
  expect(await again.settled('demo')).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
  expect(await again.events('demo')).toContainEqual(
    expect.stringMatching(/^demo ROLLBACK_IN_PROGRESS The embedded cloud was stopped during the operation/),
  );
  expect(fakes.boxes.size).toBe(0);
});

test('a kill in the middle of a creation loses nothing of what was made: all of it is taken back', async () => {
  const program = fileURLToPath(new URL('./testing/killable-cloud.ts', import.meta.url));
  const child = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const died = once(child, 'exit');
  const [endpoint] = (await once(child.stdout, 'data')) as [Buffer];
  const client = new CloudFormationClient({
    endpoint: endpoint.toString(),
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const body = boxes({ A: { Name: 'a' }, Slow: { Label: 'slow', Size: { 'Fn::GetAtt': ['A', 'Size'] } } });
  await client.send(new CreateStackCommand({ StackName: 'demo', TemplateBody: body }));
  const find = new DescribeStackResourceCommand({ StackName: 'demo', LogicalResourceId: 'Slow' });
  while ((await client.send(find).catch(() => undefined)) === undefined);
  child.kill('SIGKILL');
  await died;
  const again = await start();
  expect(await again.settled('demo')).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
  expect(await again.events('demo')).toContain(
    'Slow CREATE_FAILED The embedded cloud was stopped during the operation.',
  );
  expect(fakes.log).toEqual(['remove A']);
});

test('an update that was cut off goes back to what was before', async () => {
  const at = await start();
  const before = boxes({ A: { Name: 'a' }, Slow: { Name: 'slow' } });
  await at.client.send(new CreateStackCommand({ StackName: 'demo', TemplateBody: before }));
  await at.settled('demo');
  const after = boxes({
    A: { Name: 'a2' },
    Slow: { Name: 'slow', Label: 'slow', Size: { 'Fn::GetAtt': ['A', 'Size'] } },
  });
  await stopMidway(at, () => at.client.send(new UpdateStackCommand({ StackName: 'demo', TemplateBody: after })));
  const again = await start();
  expect(await again.settled('demo')).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(Object.fromEntries(fakes.boxes)).toEqual({ a: { Name: 'a' }, slow: { Name: 'slow' } });
});
