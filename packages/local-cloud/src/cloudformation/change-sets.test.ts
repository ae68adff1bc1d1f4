import {
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boxes, startTestCloud, type TestCloud } from './testing/test-cloud.ts';

let at: TestCloud;
beforeEach(async () => {
  at = await startTestCloud();
});
afterEach(() => at.cloud.stop());

const named = { StackName: 'demo', ChangeSetName: 'next' };

/** As the Serverless Framework asks: with empty lists and capabilities. */
const propose = async (TemplateBody: string, options: Partial<CreateChangeSetCommandInput> = {}) => {
  const empty = { Parameters: [], NotificationARNs: [], Tags: [{ Key: 'STAGE', Value: 'local' }] };
  const Capabilities = ['CAPABILITY_IAM' as const, 'CAPABILITY_NAMED_IAM' as const];
  await at.client.send(new CreateChangeSetCommand({ ...named, ...empty, Capabilities, TemplateBody, ...options }));
  return at.client.send(new DescribeChangeSetCommand(named));
};

const execute = async () => {
  await at.client.send(new ExecuteChangeSetCommand(named));
  return at.settled('demo');
};

test('a stack is created and updated by change sets', async () => {
  const first = await propose(boxes({ A: { Name: 'a' }, B: { Label: { Ref: 'A' } } }), { ChangeSetType: 'CREATE' });
  expect(first).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
  expect(
    first.Changes?.map(({ ResourceChange }) => [ResourceChange?.Action, ResourceChange?.LogicalResourceId]),
  ).toEqual([
    ['Add', 'A'],
    ['Add', 'B'],
  ]);
  const { Stacks = [] } = await at.client.send(new DescribeStacksCommand({ StackName: 'demo' }));
  expect(Stacks[0]?.StackStatus).toBe('REVIEW_IN_PROGRESS');
  expect(await execute()).toMatchObject({ StackStatus: 'CREATE_COMPLETE', ChangeSetId: first.ChangeSetId });

  await at.client.send(new DeleteChangeSetCommand(named));
  const second = await propose(boxes({ A: { Name: 'a2' }, B: { Label: { Ref: 'A' }, Size: 2 }, C: {} }));
  expect(second.Changes?.map(({ ResourceChange }) => ResourceChange)).toMatchObject([
    {
      Action: 'Modify',
      LogicalResourceId: 'A',
      PhysicalResourceId: 'a',
      Replacement: 'True',
      Details: [{ Target: { Name: 'Name', RequiresRecreation: 'Always' }, Evaluation: 'Static' }],
    },
    {
      Action: 'Modify',
      LogicalResourceId: 'B',
      Replacement: 'False',
      Details: [
        { Target: { Name: 'Label' }, Evaluation: 'Dynamic', ChangeSource: 'ResourceReference', CausingEntity: 'A' },
        { Target: { Name: 'Size' }, Evaluation: 'Static', ChangeSource: 'DirectModification' },
      ],
    },
    { Action: 'Add', LogicalResourceId: 'C' },
  ]);
  expect(await execute()).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' });
  await expect(at.client.send(new ExecuteChangeSetCommand(named))).rejects.toMatchObject({
    name: 'InvalidChangeSetStatusException',
  });
});

test('a change set without changes fails in the words that tools look for', async () => {
  await propose(boxes({ A: { Name: 'a' } }), { ChangeSetType: 'CREATE' });
  await execute();
  const again = await propose(boxes({ A: { Name: 'a' } }));
  expect(again).toMatchObject({ Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE' });
  expect(again.StatusReason).toContain("The submitted information didn't contain changes.");
  await expect(at.client.send(new ExecuteChangeSetCommand(named))).rejects.toThrow(
    'cannot be executed in its current status of [FAILED]',
  );
});

test('properties that are wrong fail the change set and are named', async () => {
  const failed = await propose(boxes({ A: { Name: 'a' }, B: { Label: { Ref: 'A' }, Colour: 1 } }), {
    ChangeSetType: 'CREATE',
  });
  expect(failed.Status).toBe('FAILED');
  expect(failed.StatusReason).toMatch(/resource B \(Fake::Box::Box\).*\n#: extraneous key \[Colour\] is not permitted/);
});

test('change sets that cannot be are refused as by AWS', async () => {
  const missing = at.client.send(new DescribeChangeSetCommand({ StackName: 'demo', ChangeSetName: 'x' }));
  await expect(missing).rejects.toThrow('Stack [demo] does not exist');
  await expect(propose(boxes({ A: {} }))).rejects.toThrow('Stack [demo] does not exist');
  await propose(boxes({ A: {} }), { ChangeSetType: 'CREATE' });
  await expect(propose(boxes({ A: {} }), { ChangeSetType: 'CREATE' })).rejects.toMatchObject({
    name: 'AlreadyExistsException',
  });
  await expect(at.client.send(new DescribeChangeSetCommand({ ...named, ChangeSetName: 'x' }))).rejects.toMatchObject({
    name: 'ChangeSetNotFoundException',
  });
  await expect(propose(boxes({ A: {} }), { ChangeSetType: 'IMPORT' })).rejects.toThrow('the ChangeSetType IMPORT');
  await expect(propose(boxes({ A: {} }), { IncludeNestedStacks: true })).rejects.toThrow(
    'the member IncludeNestedStacks',
  );
  const { Summaries = [] } = await at.client.send(new ListChangeSetsCommand({ StackName: 'demo' }));
  expect(Summaries.map(({ ChangeSetName }) => ChangeSetName)).toEqual(['next']);
  await at.client.send(new DeleteChangeSetCommand({ ...named, ChangeSetName: 'never-was' }));
});
