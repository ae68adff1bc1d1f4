import {
  CancelUpdateStackCommand,
  ContinueUpdateRollbackCommand,
  CreateStackCommand,
  DescribeStackResourceCommand,
  GetTemplateCommand,
  SetStackPolicyCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boxes, startTestCloud, type TestCloud } from './testing/test-cloud.ts';

let at: TestCloud;
beforeEach(async () => {
  at = await startTestCloud();
});
afterEach(() => at.cloud.stop());

const create = async (TemplateBody: string) => {
  await at.client.send(new CreateStackCommand({ StackName: 'demo', TemplateBody }));
  expect(await at.settled('demo')).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  at.fakes.log.length = 0;
};

const update = async (TemplateBody: string, options: object = {}) => {
  const before = (await at.events('demo')).length;
  await at.client.send(new UpdateStackCommand({ StackName: 'demo', TemplateBody, ...options }));
  const stack = await at.settled('demo');
  return { status: stack.StackStatus, stack, events: (await at.events('demo')).slice(before) };
};

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

test('only what changed is updated, in place', async () => {
  await create(boxes({ A: { Name: 'a', Size: 1 }, B: { Name: 'b', Label: arnOf('A') } }));
  const { status, events } = await update(boxes({ A: { Name: 'a', Size: '2' }, B: { Name: 'b', Label: arnOf('A') } }));
  expect(status).toBe('UPDATE_COMPLETE');
  expect(events).toEqual([
    'demo UPDATE_IN_PROGRESS User Initiated',
    'A UPDATE_IN_PROGRESS',
    'A UPDATE_COMPLETE',
    'demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'demo UPDATE_COMPLETE',
  ]);
  expect(at.fakes.log).toEqual(['update A']);
  expect(at.fakes.boxes.get('a')).toMatchObject({ Size: 2 });
});

test('no change is refused, also under another spelling', async () => {
  await create(boxes({ A: { Name: 'a', Size: 1, Label: 'x' } }));
  await expect(update(boxes({ A: { Label: 'x', Size: '1', Name: { 'Fn::Sub': 'a' } } }))).rejects.toThrow(
    'No updates are to be performed.',
  );
});

test('a replaced resource is made anew before its dependents change, and the old one goes in the end', async () => {
  await create(boxes({ A: { Name: 'a' }, B: { Label: arnOf('A') }, Gone: { Name: 'gone' } }));
  const { status, events } = await update(boxes({ A: { Name: 'a2' }, B: { Label: arnOf('A') }, New: {} }));
  expect(status).toBe('UPDATE_COMPLETE');
  expect(events.filter((event) => event.startsWith('A '))).toEqual([
    'A UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
    'A UPDATE_IN_PROGRESS Resource creation Initiated',
    'A UPDATE_COMPLETE',
    'A DELETE_IN_PROGRESS',
    'A DELETE_COMPLETE',
  ]);
  expect(at.fakes.log.indexOf('update B')).toBeGreaterThan(at.fakes.log.indexOf('create A'));
  expect(at.fakes.log.slice(-2).sort()).toEqual(['remove A', 'remove Gone']);
  expect([...at.fakes.boxes.values()].map(({ Label }) => Label)).toContain('arn:fake:a2');
  expect(at.fakes.boxes.has('a') || at.fakes.boxes.has('gone')).toBe(false);
  const A = await at.client.send(new DescribeStackResourceCommand({ StackName: 'demo', LogicalResourceId: 'A' }));
  expect(A.StackResourceDetail).toMatchObject({ ResourceStatus: 'UPDATE_COMPLETE', PhysicalResourceId: 'a2' });
  const gone = new DescribeStackResourceCommand({ StackName: 'demo', LogicalResourceId: 'Gone' });
  await expect(at.client.send(gone)).rejects.toThrow('Resource Gone does not exist for stack demo');
});

test('a failed update goes back to what was before', async () => {
  const before = boxes({ A: { Name: 'a', Size: 1 }, B: { Name: 'b' }, C: { Name: 'c', Label: 'good' }, Gone: {} });
  await create(before);
  at.fakes.failing.add('bad');
  const after = boxes({
    A: { Name: 'a', Size: 2 },
    B: { Name: 'b2', Label: { Ref: 'A' } },
    New: { Name: 'new' },
    C: { Name: 'c', Label: 'bad', Size: { 'Fn::GetAtt': ['B', 'Size'] } },
  });
  const { status, events } = await update(after);
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(events).toContainEqual(expect.stringMatching(/^C UPDATE_FAILED Resource handler returned message/));
  expect(events).toContain('demo UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [C]. ');
  expect(events.at(-1)).toBe('demo UPDATE_ROLLBACK_COMPLETE');
  expect(at.fakes.boxes.get('a')).toEqual({ Name: 'a', Size: 1 });
  expect(at.fakes.boxes.get('c')).toEqual({ Name: 'c', Label: 'good' });
  expect([...at.fakes.boxes.keys()].filter((name) => name.length < 5).sort()).toEqual(['a', 'b', 'c']);
  expect(at.fakes.boxes.size).toBe(4);
  const { TemplateBody } = await at.client.send(new GetTemplateCommand({ StackName: 'demo' }));
  expect(TemplateBody).toBe(before);
  at.fakes.failing.clear();
  expect((await update(after)).status).toBe('UPDATE_COMPLETE');
  expect([...at.fakes.boxes.keys()].sort()).toEqual(['a', 'b2', 'c', 'new']);
});

test('without rollback a failed update stays half-way, and another one goes on from there', async () => {
  await create(boxes({ A: { Name: 'a' }, B: { Name: 'b' } }));
  at.fakes.failing.add('bad');
  const after = (Label: string) =>
    boxes({ A: { Name: 'a2' }, B: { Name: 'b', Label, Size: { 'Fn::GetAtt': ['A', 'Size'] } } });
  expect((await update(after('bad'), { DisableRollback: true })).status).toBe('UPDATE_FAILED');
  expect([...at.fakes.boxes.keys()].sort()).toEqual(['a', 'a2', 'b']);
  expect((await update(after('good'))).status).toBe('UPDATE_COMPLETE');
  expect([...at.fakes.boxes.keys()].sort()).toEqual(['a2', 'b']);
  expect(at.fakes.boxes.get('b')).toMatchObject({ Label: 'good' });
});

test('a rollback that fails can be continued', async () => {
  await create(boxes({ A: { Name: 'a', Label: 'old' } }));
  at.fakes.failing.add('new').add('old');
  expect((await update(boxes({ A: { Name: 'a', Label: 'new' } }))).status).toBe('UPDATE_ROLLBACK_FAILED');
  await expect(update(boxes({ A: { Name: 'a', Label: 'third' } }))).rejects.toThrow(
    'is in UPDATE_ROLLBACK_FAILED state and can not be updated',
  );
  at.fakes.failing.clear();
  await at.client.send(new ContinueUpdateRollbackCommand({ StackName: 'demo' }));
  expect(await at.settled('demo')).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(at.fakes.boxes.get('a')).toMatchObject({ Label: 'old' });
});

test('what cannot be removed in clean-up is left behind and told, and the update is complete', async () => {
  await create(boxes({ A: { Name: 'a' }, Gone: { Name: 'gone' } }));
  at.fakes.stuck.add('gone').add('a');
  const { status, events } = await update(boxes({ A: { Name: 'a2' } }));
  expect(status).toBe('UPDATE_COMPLETE');
  expect(events).toContainEqual(expect.stringMatching(/^Gone DELETE_FAILED .*gone is not empty/));
  const A = await at.client.send(new DescribeStackResourceCommand({ StackName: 'demo', LogicalResourceId: 'A' }));
  expect(A.StackResourceDetail).toMatchObject({ ResourceStatus: 'UPDATE_COMPLETE' });
});

test('policies retain what is dropped or replaced', async () => {
  const retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', Type: 'Fake::Box::Box' };
  const body = (Resources: object) => JSON.stringify({ Resources });
  await create(body({ A: { ...retained, Properties: { Name: 'a' } }, B: { ...retained, Properties: { Name: 'b' } } }));
  const { events } = await update(body({ A: { ...retained, Properties: { Name: 'a2' } } }));
  expect(events.filter((event) => event.includes('DELETE'))).toEqual(['A DELETE_SKIPPED', 'B DELETE_SKIPPED']);
  expect([...at.fakes.boxes.keys()].sort()).toEqual(['a', 'a2', 'b']);
});

test('a stack policy forbids, another type for the same name is refused', async () => {
  await create(boxes({ A: { Name: 'a' } }));
  const Statement = [
    { Effect: 'Allow', Action: 'Update:*', Principal: '*', Resource: '*' },
    { Effect: 'Deny', Action: ['Update:Replace', 'Update:Delete'], Principal: '*', Resource: 'LogicalResourceId/A' },
  ];
  await at.client.send(
    new SetStackPolicyCommand({ StackName: 'demo', StackPolicyBody: JSON.stringify({ Statement }) }),
  );
  await expect(update(boxes({ A: { Name: 'a2' } }))).rejects.toThrow('Update:Replace of the resource A is not allowed');
  expect((await update(boxes({ A: { Name: 'a', Size: 4 } }))).status).toBe('UPDATE_COMPLETE');
  const other = JSON.stringify({ Resources: { A: { Type: 'AWS::CloudFormation::WaitConditionHandle' } } });
  await expect(update(other)).rejects.toThrow('Update of resource type is not permitted');
});

test('outputs alone are a change', async () => {
  await create(boxes({ A: { Name: 'a' } }));
  const { status, stack } = await update(boxes({ A: { Name: 'a' } }, { Outputs: { Name: { Value: { Ref: 'A' } } } }));
  expect(status).toBe('UPDATE_COMPLETE');
  expect(stack.Outputs).toEqual([{ OutputKey: 'Name', OutputValue: 'a' }]);
  expect(at.fakes.log).toEqual([]);
});

test('a cancelled update begins nothing more and goes back', async () => {
  await create(boxes({ A: { Name: 'a' }, B: { Name: 'b' } }));
  let letGo = () => {};
  at.fakes.held.set('slow', new Promise((resolve) => (letGo = resolve)));
  const after = boxes({ A: { Name: 'a', Label: 'slow' }, B: { Name: 'b', Size: { 'Fn::GetAtt': ['A', 'Size'] } } });
  const updated = update(after);
  while (!(await at.events('demo')).includes('A UPDATE_IN_PROGRESS'));
  await at.client.send(new CancelUpdateStackCommand({ StackName: 'demo' }));
  letGo();
  expect((await updated).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(Object.fromEntries(at.fakes.boxes)).toEqual({ a: { Name: 'a' }, b: { Name: 'b' } });
  const again = at.client.send(new CancelUpdateStackCommand({ StackName: 'demo' }));
  await expect(again).rejects.toThrow('cannot be called from current stack status UPDATE_ROLLBACK_COMPLETE');
});

test('a replacement that fails after it was begun goes, and what it was to replace stays', async () => {
  const { client, fakes } = at;
  await client.send(new CreateStackCommand({ StackName: 'demo', TemplateBody: boxes({ A: { Name: 'old' } }) }));
  await at.settled('demo');
  fakes.failing.add('begun early');
  const TemplateBody = boxes({
    A: { Name: 'new', Label: 'begun early' },
    B: { Name: 'b', Label: 'begun early' },
  });
  await client.send(new UpdateStackCommand({ StackName: 'demo', TemplateBody }));
  expect(await at.settled('demo')).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
  expect([...fakes.boxes.keys()]).toEqual(['old']);
});
