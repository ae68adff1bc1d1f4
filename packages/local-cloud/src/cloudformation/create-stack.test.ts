import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boxes, startTestCloud, type TestCloud } from './testing/test-cloud.ts';

let at: TestCloud;
beforeEach(async () => {
  at = await startTestCloud();
});
afterEach(() => at.cloud.stop());

const create = (TemplateBody: string, options: object = {}) =>
  at.client.send(new CreateStackCommand({ StackName: 'demo', TemplateBody, ...options }));

test('a stack is created in the order of its dependencies and tells it as CloudFormation does', async () => {
  const body = boxes(
    { Second: { Label: { 'Fn::GetAtt': ['First', 'Arn'] } }, First: { Name: 'first', Size: '3', Open: 'true' } },
    { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['First', 'Arn'] }, Export: { Name: 'first-arn' } } } },
  );
  const { StackId } = await create(body, { Tags: [{ Key: 'STAGE', Value: 'local' }] });
  const stack = await at.settled('demo');
  expect(stack).toMatchObject({
    StackId,
    StackStatus: 'CREATE_COMPLETE',
    Outputs: [{ OutputKey: 'Arn', OutputValue: 'arn:fake:first', ExportName: 'first-arn' }],
  });
  expect(await at.events('demo')).toEqual([
    'demo CREATE_IN_PROGRESS User Initiated',
    'First CREATE_IN_PROGRESS',
    'First CREATE_IN_PROGRESS Resource creation Initiated',
    'First CREATE_COMPLETE',
    'Second CREATE_IN_PROGRESS',
    'Second CREATE_IN_PROGRESS Resource creation Initiated',
    'Second CREATE_COMPLETE',
    'demo CREATE_COMPLETE',
  ]);
  expect(at.fakes.boxes.get('first')).toEqual({
    Name: 'first',
    Size: 3,
    Open: true,
    Tags: [{ Key: 'STAGE', Value: 'local' }],
  });
  const { StackResourceSummaries = [] } = await at.client.send(new ListStackResourcesCommand({ StackName: 'demo' }));
  expect(StackResourceSummaries.map(({ PhysicalResourceId }) => PhysicalResourceId)).toEqual([
    'first',
    expect.stringMatching(/^demo-Second-[A-Z0-9]{12}$/),
  ]);
});

test('a failed creation is rolled back, and such a stack can only be deleted', async () => {
  at.fakes.failing.add('bad');
  const body = boxes({ Good: { Name: 'good' }, Bad: { Label: 'bad', Name: { Ref: 'Good' } } });
  await create(body);
  expect(await at.settled('demo')).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
  expect(await at.events('demo')).toEqual([
    'demo CREATE_IN_PROGRESS User Initiated',
    'Good CREATE_IN_PROGRESS',
    'Good CREATE_IN_PROGRESS Resource creation Initiated',
    'Good CREATE_COMPLETE',
    'Bad CREATE_IN_PROGRESS',
    expect.stringMatching(/^Bad CREATE_FAILED Resource handler returned message: "the label bad is bad"/),
    'demo ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad]. Rollback requested by user.',
    'Bad DELETE_COMPLETE',
    'Good DELETE_IN_PROGRESS',
    'Good DELETE_COMPLETE',
    'demo ROLLBACK_COMPLETE',
  ]);
  expect(at.fakes.boxes.size).toBe(0);
  await expect(create(body)).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  await at.client.send(new DeleteStackCommand({ StackName: 'demo' }));
  await expect(at.settled('demo')).rejects.toThrow('Stack with id demo does not exist');
});

test('a failure cancels what still runs, and takes that away too', async () => {
  at.fakes.failing.add('bad');
  let letGo = () => {};
  at.fakes.held.set('slow', new Promise((resolve) => (letGo = resolve)));
  await create(boxes({ Slow: { Label: 'slow' }, Bad: { Label: 'bad' } }));
  const isCancelled = async () => (await at.events('demo')).includes('Slow CREATE_FAILED Resource creation cancelled');
  while (!(await isCancelled()));
  letGo();
  expect(await at.settled('demo')).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
  expect(at.fakes.log).toEqual(['create Slow', 'remove Slow']);
});

test('OnFailure and DisableRollback decide what becomes of a failed creation', async () => {
  at.fakes.failing.add('bad');
  const body = boxes({ Good: { Name: 'good' }, Bad: { Label: 'bad' } });
  await create(body, { DisableRollback: true });
  expect(await at.settled('demo')).toMatchObject({ StackStatus: 'CREATE_FAILED' });
  expect([...at.fakes.boxes.keys()]).toEqual(['good']);
  await at.client.send(new DeleteStackCommand({ StackName: 'demo' }));
  await expect(at.settled('demo')).rejects.toThrow('does not exist');
  const { StackId = '' } = await create(body, { OnFailure: 'DELETE' });
  await expect(at.settled('demo')).rejects.toThrow('does not exist');
  const { Stacks = [] } = await at.client.send(new DescribeStacksCommand({ StackName: StackId }));
  expect(Stacks[0]).toMatchObject({ StackStatus: 'DELETE_COMPLETE' });
  const { StackSummaries = [] } = await at.client.send(
    new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }),
  );
  expect(StackSummaries).toHaveLength(2);
});

test('what is wrong with a template is refused before anything is made, by its name', async () => {
  const box = (properties: object) => boxes({ A: properties });
  const type = JSON.stringify({ Resources: { A: { Type: 'AWS::Polly::Voice' } } });
  const refused: readonly [string, RegExp][] = [
    [type, /AWS::Polly::Voice \(A\)/],
    [box({ Colour: 'red' }), /resource A \(Fake::Box::Box\) with message:\s+#: extraneous key \[Colour\]/],
    [box({ Inner: { Width: 1 } }), /#\/Inner: extraneous key \[Width\] is not permitted/],
    [box({ Size: 'big' }), /#\/Size: expected type: Integer, found: String/],
    [box({ Label: { Ref: 'Nobody' } }), /Unresolved resource dependencies \[Nobody\] in the Resources block/],
    [
      boxes({ A: { Label: { Ref: 'B' } }, B: { Label: { Ref: 'A' } } }),
      /Circular dependency between resources: \[A, B\]/,
    ],
    [box({ Label: { 'Fn::Cidr': [] } }), /the intrinsic function Fn::Cidr at \/Resources\/A/],
    [box({ Label: { 'Fn::ImportValue': 'nothing' } }), /No export named nothing found/],
    [boxes({ A: {} }, { Transform: 'AWS::Serverless-2016-10-31' }), /the template section Transform/],
    ['{"Resources": {"A": ', /JSON not well-formed/],
    [JSON.stringify({ Resources: {} }), /At least one Resources member must be defined/],
  ];
  for (const [body, message] of refused) await expect(create(body), body).rejects.toThrow(message);
  const { StackSummaries = [] } = await at.client.send(new ListStacksCommand({}));
  expect(StackSummaries).toEqual([]);
});

test('a template in YAML with short forms and parameters is the same as one in JSON', async () => {
  const body = `
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Box:
    Type: Fake::Box::Box
    Properties:
      Label: !Sub '\${AWS::StackName}-\${Stage}-\${!Raw}'
      Size: !If [IsProd, 3, !Ref AWS::NoValue]
  Extra:
    Type: Fake::Box::Box
    Condition: IsProd
    Properties: { Label: !GetAtt Box.Arn }
`;
  const parameter = (ParameterValue: string) => ({ Parameters: [{ ParameterKey: 'Stage', ParameterValue }] });
  await expect(create(body)).rejects.toThrow('Parameters: [Stage] must have values');
  await expect(create(body, parameter('test'))).rejects.toThrow("Parameter 'Stage' must be one of AllowedValues");
  await create(body, parameter('dev'));
  expect(await at.settled('demo')).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  expect([...at.fakes.boxes.values()]).toEqual([{ Label: 'demo-dev-${Raw}' }]);
});

test('a resource that fails after it was begun is taken away too', async () => {
  const { client, fakes } = at;
  fakes.failing.add('begun early');
  const TemplateBody = boxes({ A: { Name: 'begun', Label: 'begun early' } });
  await client.send(new CreateStackCommand({ StackName: 'demo', TemplateBody }));
  expect(await at.settled('demo')).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
  expect([...fakes.boxes.keys()]).toEqual([]);
  expect(await at.events('demo')).toContainEqual(expect.stringMatching(/^A CREATE_FAILED .*is bad/));
});
