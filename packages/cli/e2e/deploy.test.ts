import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeStacksCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { cloudFormation } from './clients.ts';
import type { CloudProcess } from './cloud-process.ts';
import { copyRepository, editIn } from './copied-repository.ts';
import { discard, startDeployedCloud } from './deployed-cloud.ts';
import { hasProgram } from './has-program.ts';
import { serverless } from './serverless.ts';

/** Five minutes of a canary are five seconds here. */
const speed = 60;

let cloud: CloudProcess;
let copy: string;

beforeAll(async () => {
  cloud = await startDeployedCloud(inject('deployedDirectory'), speed);
  copy = copyRepository();
});

afterAll(async () => {
  if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
  if (cloud !== undefined) await discard(cloud);
});

const edit = (file: string, change: (text: string) => string): void => editIn(copy, file, change);

const stack = async (StackName: string) => {
  const { Stacks } = await cloudFormation(cloud).send(new DescribeStacksCommand({ StackName }));
  return Stacks?.[0];
};

const stackStatus = async (name: string) => (await stack(name))?.StackStatus;

test('every service is a stack that is complete', async () => {
  const { StackSummaries = [] } = await cloudFormation(cloud).send(new ListStacksCommand({}));
  const complete = StackSummaries.filter(({ StackStatus }) => /^(CREATE|UPDATE)_COMPLETE$/.test(StackStatus ?? ''));
  expect(complete.map(({ StackName }) => StackName).sort()).toEqual([
    'signalbox-commands-local',
    'signalbox-decisions-local',
    'signalbox-deployment-hooks-local',
    'signalbox-foundation-local',
    'signalbox-telemetry-ingestion-local',
  ]);
});

test('deploying again what is deployed changes nothing and says so', async () => {
  const { code, output } = await serverless(cloud.endpoint, ['deploy', '--stage', 'local'], copy);
  expect(output).toMatch(/no changes/i);
  expect(output).not.toMatch(/Service deployed/);
  expect(code).toBe(0);
});

test('a broken rule ends the deployment of all services with its place, and what is deployed stays', async () => {
  const rule = join(copy, 'services/decisions/rules/broken.yaml');
  const before = await stack('signalbox-decisions-local');
  writeFileSync(rule, 'deviceTypes: [pump]\nwhen: temprature >= 90\nthen: [{ notification: { message: hot } }]\n');
  const { code, output } = await serverless(cloud.endpoint, ['deploy', '--stage', 'local'], copy);
  rmSync(rule);
  expect(code).toBe(1);
  expect(output).toContain('rules/broken.yaml:2:7: "temprature" is neither a metric nor a parameter here');
  expect(output).not.toMatch(/^\s+at /m);
  expect(await stack('signalbox-decisions-local')).toEqual(before);
});

test('an unsupported property fails the deployment by its name, and the stack is as it was', async () => {
  edit('services/foundation/resources/stream.yml', (text) =>
    text.replace('StreamModeDetails:', 'DesiredShardLevelMetrics: [IncomingBytes]\n      StreamModeDetails:'),
  );
  const { code, output } = await serverless(
    cloud.endpoint,
    ['deploy', '--stage', 'local'],
    join(copy, 'services/foundation'),
  );
  expect(code).toBe(1);
  expect(output).toContain('DesiredShardLevelMetrics');
  expect(await stackStatus('signalbox-foundation-local')).toMatch(
    /^(CREATE_COMPLETE|UPDATE_ROLLBACK_COMPLETE|UPDATE_COMPLETE)$/,
  );
  edit('services/foundation/resources/stream.yml', (text) =>
    text.replace('DesiredShardLevelMetrics: [IncomingBytes]\n      ', ''),
  );
});

test('an unsupported resource type fails the deployment by its name', async () => {
  edit('services/foundation/resources/bus.yml', (text) =>
    text.replace('Resources:', 'Resources:\n  Pool:\n    Type: AWS::Cognito::UserPool'),
  );
  const { code, output } = await serverless(
    cloud.endpoint,
    ['deploy', '--stage', 'local'],
    join(copy, 'services/foundation'),
  );
  expect(code).toBe(1);
  expect(output).toContain('AWS::Cognito::UserPool');
  edit('services/foundation/resources/bus.yml', (text) =>
    text.replace('Resources:\n  Pool:\n    Type: AWS::Cognito::UserPool', 'Resources:'),
  );
});

test.skipIf(!hasProgram('cfn-lint'))('every template of prod passes cfn-lint', async () => {
  const { code, output } = await serverless(cloud.endpoint, ['package', '--stage', 'prod'], copy);
  expect(output).not.toContain('Error:');
  expect(code).toBe(0);
  const templates = ['foundation', 'deployment-hooks', 'telemetry-ingestion', 'decisions', 'commands'].map((service) =>
    join(copy, 'services', service, '.serverless/cloudformation-template-update-stack.json'),
  );
  expect(spawnSync('cfn-lint', templates, { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
});

test('without a telemetry store everything still deploys', async () => {
  const parameter = ['--stage', 'local', '--param', 'telemetryStore=none'];
  for (const service of ['telemetry-ingestion', 'foundation']) {
    const { code, output } = await serverless(
      cloud.endpoint,
      ['deploy', ...parameter],
      join(copy, 'services', service),
    );
    expect(output).not.toContain('Error:');
    expect(code).toBe(0);
  }
});
