import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { packageFixture } from '../test/package-fixture.ts';
import { memberAt } from './template/template.ts';

const packaged = packageFixture();
afterAll(() => packaged.remove());

const edited = (from: string, to: string) => (file: string) =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));

const refusal = (from: string, to: string): string => {
  const { status, output, remove } = packageFixture(edited(from, to));
  remove();
  expect(status).toBe(1);
  return output;
};

it('the framework packages a service with one of every event source', () => {
  expect(packaged.output).toContain('Service packaged');
  expect(packaged.status).toBe(0);
});

it('each function has an alias on its version, which CodeDeploy moves, and a group with its settings', () => {
  const { Resources } = packaged.template();
  const version = Object.keys(Resources).find((id) => id.startsWith('WorkerLambdaVersion'));
  expect(Resources['WorkerLambdaFunctionAliasLive']).toEqual({
    Type: 'AWS::Lambda::Alias',
    Properties: {
      FunctionName: { Ref: 'WorkerLambdaFunction' },
      FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
      Name: 'live',
    },
    UpdatePolicy: {
      CodeDeployLambdaAliasUpdate: {
        ApplicationName: { Ref: 'CanaryApplication' },
        DeploymentGroupName: { Ref: 'WorkerLambdaFunctionDeploymentGroup' },
        BeforeAllowTrafficHook: { 'Fn::ImportValue': 'fixture-BeforeAllowTrafficHook' },
        AfterAllowTrafficHook: { 'Fn::ImportValue': 'fixture-AfterAllowTrafficHook' },
      },
    },
  });
  // A version that a stopped release made goes with it.
  expect(Resources[version ?? '']).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate' });
  expect(Resources['WorkerLambdaFunctionDeploymentGroup']?.Properties).toEqual({
    ApplicationName: { Ref: 'CanaryApplication' },
    DeploymentGroupName: 'worker',
    ServiceRoleArn: { 'Fn::GetAtt': ['CanaryDeploymentRole', 'Arn'] },
    DeploymentConfigName: {
      'Fn::If': [
        'CanaryDeploymentConfigOverridden',
        { Ref: 'CanaryDeploymentConfigName' },
        'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      ],
    },
    DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
    AutoRollbackConfiguration: {
      Enabled: true,
      Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
    },
    AlarmConfiguration: {
      Enabled: { 'Fn::If': ['CanaryDeploymentConfigOverridden', false, true] },
      Alarms: [{ Name: { Ref: 'FailedAlarm' } }, { Name: 'of-another-stack' }],
    },
  });
});

it('numbers of its own make a deployment config; hooks of the service are referred to; the exempt have no alias', () => {
  const { Resources, Parameters } = packaged.template();
  expect(Resources['CanaryConfigCanaryfixturetestLinear20PercentEvery2Minutes']?.Properties).toEqual({
    DeploymentConfigName: 'canary-fixture-test-Linear20PercentEvery2Minutes',
    ComputePlatform: 'Lambda',
    TrafficRoutingConfig: {
      Type: 'TimeBasedLinear',
      TimeBasedLinear: { LinearPercentage: 20, LinearInterval: 2 },
    },
  });
  const policy = Resources['CallerLambdaFunctionAliasCurrent']?.UpdatePolicy;
  expect(memberAt(policy, 'CodeDeployLambdaAliasUpdate', 'BeforeAllowTrafficHook')).toEqual({
    Ref: 'CheckLambdaFunction',
  });
  const aliases = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::Lambda::Alias');
  expect(aliases.map(([id]) => id)).toEqual([
    'WorkerLambdaFunctionAliasLive',
    'GuardLambdaFunctionAliasLive',
    'CallerLambdaFunctionAliasCurrent',
  ]);
  expect(Parameters?.['CanaryDeploymentConfigName']).toMatchObject({ Type: 'String', Default: '' });
});

it('CodeDeploy may do what a deployment of these functions does, and nothing else', () => {
  const role = packaged.template().Resources['CanaryDeploymentRole'];
  const [policy] = [role?.Properties?.['Policies']].flat();
  const lambda = 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:';
  const hook = (name: string) => ({ 'Fn::Sub': [`${lambda}\${Hook}`, { Hook: { 'Fn::ImportValue': name } }] });
  const functions = ['worker', 'guard', 'caller'].flatMap((key) => [
    { 'Fn::Sub': `${lambda}canary-fixture-test-${key}` },
    { 'Fn::Sub': `${lambda}canary-fixture-test-${key}:*` },
  ]);
  expect(memberAt(policy, 'PolicyDocument', 'Statement')).toEqual([
    {
      ...{ Sid: 'InvokeHooks', Effect: 'Allow', Action: ['lambda:InvokeFunction'] },
      Resource: [
        hook('fixture-BeforeAllowTrafficHook'),
        hook('fixture-AfterAllowTrafficHook'),
        { 'Fn::Sub': `${lambda}canary-fixture-test-check` },
      ],
    },
    {
      ...{ Sid: 'ShiftAliases', Effect: 'Allow', Resource: functions },
      Action: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
    },
    { Sid: 'WatchAlarms', Effect: 'Allow', Action: 'cloudwatch:DescribeAlarms', Resource: '*' },
    { Sid: 'TellTopics', Effect: 'Allow', Action: ['sns:Publish'], Resource: [{ Ref: 'Topic' }] },
  ]);
});

const direct = ['AWS::CloudWatch::Alarm', 'AWS::IAM::Role', 'AWS::Lambda::Alias', 'AWS::Lambda::Version'];
const byMember = ['AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Url'];

it('nothing but metrics, policies and versions refers to a function itself', () => {
  const { Resources } = packaged.template();
  const text = /"(Worker|Guard)LambdaFunction"|\$\{(Worker|Guard|Caller)LambdaFunction(\.Arn)?\}(?!:)/;
  const found = Object.values(Resources).filter(({ Properties }) => text.test(JSON.stringify(Properties ?? {})));
  const types = new Set(found.map(({ Type }) => Type));
  // The topic rule makes the ARN of the alias from the function's name.
  expect([...types].sort()).toEqual([...direct, ...byMember, 'AWS::IoT::TopicRule'].sort());
  for (const { Properties } of found.filter(({ Type }) => byMember.includes(Type))) {
    expect(Properties?.['Qualifier']).toBe('live');
  }
});

it.each([
  ['type: Canary10Percent5Minutes', 'type: Canary10Percent', /type "Canary10Percent" is none of/],
  ['      - FailedAlarm', '      - Misspelt', /there is no resource Misspelt/],
  ['    reports: fixture-releases', '    report: fixture-releases', /'custom.canary'.*unrecognized property 'report'/],
  ['deploymentSettings: false', 'deploymentSettings: { alias: "1" }', /'functions.plain.deploymentSettings.*'/],
  [
    'Environment.Variables.WORKER: alias',
    'Environment.Variables.OTHER: alias',
    /CallerLambdaFunction.Properties.Environment.Variables.WORKER refers/,
  ],
])(
  '"%s" changed to "%s" is refused with a clear message',
  (from, to, message) => {
    expect(refusal(from, to)).toMatch(message);
  },
  60_000,
);

const hasLint = spawnSync('cfn-lint', ['--version']).status === 0;
if (!hasLint) process.stdout.write('cfn-lint is not installed: the template of the fixture is not checked by it\n');

it.skipIf(!hasLint)(
  'the template passes cfn-lint',
  () => {
    // W3005: the framework itself writes dependencies that a Ref makes already.
    const { stdout } = spawnSync('cfn-lint', ['--ignore-checks', 'W3005', '--', packaged.templateFile], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  },
  60_000,
);
