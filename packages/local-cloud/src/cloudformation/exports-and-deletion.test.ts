import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  ListExportsCommand,
  ListImportsCommand,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boxes, startTestCloud, type TestCloud } from './testing/test-cloud.ts';

let at: TestCloud;
beforeEach(async () => {
  at = await startTestCloud();
});
afterEach(() => at.cloud.stop());

const create = async (StackName: string, TemplateBody: string) => {
  await at.client.send(new CreateStackCommand({ StackName, TemplateBody }));
  return at.settled(StackName);
};
const remove = (StackName: string, options = {}) => at.client.send(new DeleteStackCommand({ StackName, ...options }));

const exporting = (Name: string, exportName = 'thing') =>
  boxes({ A: { Name } }, { Outputs: { Thing: { Value: { Ref: 'A' }, Export: { Name: exportName } } } });
const importing = boxes({ B: { Name: 'b', Label: { 'Fn::ImportValue': { 'Fn::Sub': 'thing' } } } });

test('an export in use may neither go nor change, and who uses it is named', async () => {
  await create('from', exporting('a'));
  await create('to', importing);
  expect(at.fakes.boxes.get('b')).toMatchObject({ Label: 'a' });
  expect((await at.client.send(new ListExportsCommand({}))).Exports).toMatchObject([{ Name: 'thing', Value: 'a' }]);
  expect((await at.client.send(new ListImportsCommand({ ExportName: 'thing' }))).Imports).toEqual(['to']);

  await remove('from');
  expect(await at.settled('from')).toMatchObject({
    StackStatus: 'CREATE_COMPLETE',
    StackStatusReason: 'Delete canceled. Cannot delete export thing as it is in use by to.',
  });
  const update = (TemplateBody: string) => at.client.send(new UpdateStackCommand({ StackName: 'from', TemplateBody }));
  await expect(update(boxes({ A: { Name: 'a' } }))).rejects.toThrow(
    'Export thing cannot be deleted as it is in use by to',
  );
  await update(exporting('a2'));
  expect(await at.settled('from')).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(await at.events('from')).toContain(
    'from UPDATE_ROLLBACK_IN_PROGRESS Export thing cannot be updated as it is in use by to',
  );
  expect([...at.fakes.boxes.keys()].sort()).toEqual(['a', 'b']);

  await expect(create('other', exporting('c'))).rejects.toThrow(
    'Export with name thing is already exported by stack from',
  );
  await remove('to');
  await expect(at.settled('to')).rejects.toThrow('does not exist');
  await remove('from');
  await expect(at.settled('from')).rejects.toThrow('does not exist');
  expect(at.fakes.boxes.size).toBe(0);
});

test('resources are removed after what depends on them, and what fails is named', async () => {
  const { StackId } = await create(
    'demo',
    boxes({ A: { Name: 'a' }, B: { Name: 'b', Label: { Ref: 'A' } }, C: { Name: 'c' } }),
  );
  at.fakes.stuck.add('b');
  await remove('demo');
  expect(await at.settled('demo')).toMatchObject({
    StackStatus: 'DELETE_FAILED',
    StackStatusReason: 'The following resource(s) failed to delete: [B]. ',
  });
  expect([...at.fakes.boxes.keys()].sort()).toEqual(['a', 'b']);
  await remove('demo', { RetainResources: ['B'] });
  await expect(at.settled('demo')).rejects.toThrow('Stack with id demo does not exist');
  await expect(at.client.send(new DescribeStackEventsCommand({ StackName: 'demo' }))).rejects.toThrow(
    'Stack [demo] does not exist',
  );
  expect([...at.fakes.boxes.keys()]).toEqual(['b']);
  expect((await at.events(StackId ?? '')).slice(-5)).toEqual([
    'demo DELETE_IN_PROGRESS User Initiated',
    'B DELETE_SKIPPED',
    'A DELETE_IN_PROGRESS',
    'A DELETE_COMPLETE',
    'demo DELETE_COMPLETE',
  ]);
  await remove('demo');
});

test('a protected stack is not deleted', async () => {
  await create('demo', boxes({ A: {} }));
  const protect = (EnableTerminationProtection: boolean) =>
    at.client.send(new UpdateTerminationProtectionCommand({ StackName: 'demo', EnableTerminationProtection }));
  await protect(true);
  await expect(remove('demo')).rejects.toThrow('cannot be deleted while TerminationProtection is enabled');
  await protect(false);
  await remove('demo');
  await expect(at.settled('demo')).rejects.toThrow('does not exist');
});
