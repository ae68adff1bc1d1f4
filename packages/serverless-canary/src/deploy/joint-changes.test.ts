import { expect, it } from 'vitest';
import type { Json, JsonObject, Resource, Template } from '../template/template.ts';
import { refuseJointChanges } from './joint-changes.ts';

const target = {
  ...{ key: 'worker', logicalId: 'WorkerLambdaFunction', functionName: 'shop-worker' },
  ...{ aliasLogicalId: 'WorkerLambdaFunctionAliasLive', aliasName: 'live' },
};

interface Changes {
  readonly code?: string;
  readonly role?: Json;
  readonly deadLetter?: string;
  readonly statements?: readonly Json[];
  readonly destination?: string;
  readonly type?: string;
  readonly more?: Record<string, Resource>;
}

const allow = (Action: Json, Resource: Json = '*'): JsonObject => ({ Effect: 'Allow', Action, Resource });

const read = allow(['kinesis:GetRecords', 'kinesis:ListShards'], { 'Fn::GetAtt': ['Stream', 'Arn'] });

const template = (changes: Changes = {}): Template => {
  const { code = 'one', role = { 'Fn::Sub': '${WorkerRole.Arn}' }, statements = [read], more = {} } = changes;
  const { deadLetter, destination = 'bucket', type = 'CodeDeployDefault.LambdaCanary10Percent5Minutes' } = changes;
  return {
    Resources: {
      WorkerLambdaFunction: {
        Type: 'AWS::Lambda::Function',
        Properties: { Role: role, ...(deadLetter && { DeadLetterConfig: { TargetArn: deadLetter } }) },
      },
      // The framework names a version by code and configuration.
      [`WorkerLambdaVersion${code}${JSON.stringify(role).length}${deadLetter ?? ''}`]: {
        Type: 'AWS::Lambda::Version',
        Properties: { FunctionName: { Ref: 'WorkerLambdaFunction' }, CodeSha256: code },
      },
      WorkerLambdaFunctionAliasLive: { Type: 'AWS::Lambda::Alias' },
      WorkerLambdaFunctionDeploymentGroup: {
        Type: 'AWS::CodeDeploy::DeploymentGroup',
        Properties: { DeploymentConfigName: { 'Fn::If': ['Overridden', { Ref: 'Name' }, type] } },
      },
      WorkerRole: {
        Type: 'AWS::IAM::Role',
        Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: statements } }] },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'WorkerLambdaFunctionAliasLive' },
          DestinationConfig: { OnFailure: { Destination: destination } },
        },
      },
      ...more,
    },
  };
};

const check = (after: Changes, before: Changes = {}): void =>
  refuseJointChanges(template(before), template(after), [target]);

const otherRole = { 'Fn::Sub': '${AnotherRole.Arn}' };

const joint: readonly [name: string, changes: Changes, said: string][] = [
  ['another role', { role: otherRole }, 'its role changes'],
  [
    'an action less',
    { statements: [allow('kinesis:GetRecords', { 'Fn::GetAtt': ['Stream', 'Arn'] })] },
    'its role WorkerRole loses: Allow kinesis:ListShards',
  ],
  [
    'a denial more',
    { statements: [read, { ...allow('s3:*'), Effect: 'Deny' }] },
    'its role WorkerRole gets: Deny s3:* on *',
  ],
  ['another dead-letter target', { deadLetter: 'queue' }, 'its dead-letter target changes'],
  ['another failure destination', { destination: 'queue' }, 'the failure destination of Mapping changes'],
];

it.each(joint)('code and %s together are refused, by name', (_name, changes, said) => {
  const release = () => check({ ...changes, code: 'two' });
  expect(release).toThrow(`worker: its code changes; ${said}`);
  expect(release).toThrow('Deploy it in two steps');
  expect(release).toThrow(expect.objectContaining({ code: 'CANARY_JOINT_CHANGE' }));
});

const fine: readonly [name: string, changes: Changes][] = [
  ['code alone', { code: 'two' }],
  ['a statement less, alone', { statements: [] }],
  ['another failure destination, alone', { destination: 'queue' }],
  ['another role alone, all at once', { role: otherRole, type: 'CodeDeployDefault.LambdaAllAtOnce' }],
  ['code, and more that the role may', { code: 'two', statements: [allow('s3:PutObject'), read] }],
  [
    'code, and statements in another order and cut',
    {
      code: 'two',
      statements: [
        allow('kinesis:ListShards', [{ 'Fn::GetAtt': ['Stream', 'Arn'] }]),
        { ...allow('kinesis:GetRecords', { 'Fn::GetAtt': ['Stream', 'Arn'] }), Sid: 'Read' },
      ],
    },
  ],
  [
    'code, and a new mapping with a destination of its own',
    {
      code: 'two',
      more: {
        Second: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            FunctionName: { Ref: 'WorkerLambdaFunctionAliasLive' },
            DestinationConfig: { OnFailure: { Destination: 'queue' } },
          },
        },
      },
    },
  ],
];

it.each(fine)('%s may go out', (_name, changes) => {
  expect(() => check(changes)).not.toThrow();
});

it('another role alone, by canary, is refused: Lambda does not weight an alias between two roles', () => {
  expect(() => check({ role: otherRole })).toThrow(/worker: its role changes\n.*type: AllAtOnce/s);
});

it('what a policy beside the role allowed counts as well', () => {
  const policy = (statements: Json): Record<string, Resource> => ({
    Extra: {
      Type: 'AWS::IAM::Policy',
      Properties: { Roles: [{ Ref: 'WorkerRole' }], PolicyDocument: { Statement: statements } },
    },
  });
  const before = { more: policy([allow('sns:Publish')]) };
  expect(() => check({ code: 'two', more: policy([]) }, before)).toThrow('loses: Allow sns:Publish on *');
});

it('a first release shifts nothing, so everything may change', () => {
  const before = template();
  const { WorkerLambdaFunctionAliasLive: _alias, ...Resources } = before.Resources;
  const after = template({ code: 'two', destination: 'queue' });
  expect(() => refuseJointChanges({ Resources }, after, [target])).not.toThrow();
});
