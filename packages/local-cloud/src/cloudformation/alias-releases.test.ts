import { CreateStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { zip } from '../lambda/testing/zip.ts';
import { type AliasCloud, startAliasCloud } from './testing/alias-cloud.ts';
import { createFakeTypes } from './testing/fake-types.ts';
import { createScriptedCodeDeploy, type ScriptedCodeDeploy } from './testing/scripted-code-deploy.ts';

let at: AliasCloud;
let deployments: ScriptedCodeDeploy;
beforeEach(async () => {
  deployments = createScriptedCodeDeploy();
  at = await startAliasCloud(deployments.factory, createFakeTypes());
  for (const name of ['one', 'two']) {
    const body = zip({ 'index.mjs': `export const handler = async () => '${name}';` });
    at.witness.objects.set(`bucket/${name}.zip`, { body, contentType: '', etag: '', metadata: {} });
  }
});
afterEach(() => at.stop());

const StackName = 'demo';
const version = (name: string) => ({ 'Fn::GetAtt': [`Version${name}`, 'Version'] });

/** What the Serverless Framework makes of a function under a canary: each code has a version of its own. */
const template = (name: string, DeletionPolicy: string): string =>
  JSON.stringify({
    Resources: {
      Fn: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'f',
          Code: { S3Bucket: 'bucket', S3Key: `${name}.zip` },
          Handler: 'index.handler',
          Role: 'arn:aws:iam::000000000000:role/test',
          Runtime: 'nodejs24.x',
        },
      },
      [`Version${name}`]: {
        Type: 'AWS::Lambda::Version',
        DeletionPolicy,
        Properties: { FunctionName: { Ref: 'Fn' } },
      },
      Live: {
        Type: 'AWS::Lambda::Alias',
        Properties: { FunctionName: { Ref: 'Fn' }, FunctionVersion: version(name), Name: 'live' },
        UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: 'app', DeploymentGroupName: 'group' } },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: { FunctionName: { Ref: 'Live' }, Action: 'lambda:InvokeFunction', Principal: 'iot.amazonaws.com' },
      },
      Retries: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        DependsOn: 'Live',
        Properties: { FunctionName: { Ref: 'Fn' }, Qualifier: 'live', MaximumRetryAttempts: 1 },
      },
    },
  });

const create = async (body: string) => {
  await at.formation.send(new CreateStackCommand({ StackName, TemplateBody: body }));
  return at.settled(StackName);
};
const update = (body: string) => at.formation.send(new UpdateStackCommand({ StackName, TemplateBody: body }));
const versions = async () => {
  const { Versions = [] } = await at.client.send(new ListVersionsByFunctionCommand({ FunctionName: 'f' }));
  return Versions.map(({ Version }) => Version);
};

test('permissions and retries are those of the alias, and each release is a version', async () => {
  expect(await create(template('one', 'Retain'))).toBe('CREATE_COMPLETE');
  const { Policy = '' } = await at.client.send(new GetPolicyCommand({ FunctionName: 'f', Qualifier: 'live' }));
  expect(JSON.parse(Policy).Statement).toMatchObject([{ Principal: { Service: 'iot.amazonaws.com' } }]);
  const config = new GetFunctionEventInvokeConfigCommand({ FunctionName: 'f', Qualifier: 'live' });
  expect(await at.client.send(config)).toMatchObject({ MaximumRetryAttempts: 1 });
  await update(template('two', 'Retain'));
  expect(await deployments.shift(1)).toMatchObject({ functionName: 'f', currentVersion: '1', targetVersion: '2' });
  expect((await at.invoke('f:live')).payload).toBe('one');
  deployments.end(1, { status: 'Succeeded' });
  expect(await at.settled(StackName)).toBe('UPDATE_COMPLETE');
  expect((await at.invoke('f:live')).payload).toBe('two');
  expect(await versions()).toEqual(['$LATEST', '1', '2']);
});

test('the same code can be released again after a stop only if its version was not retained, as on AWS', async () => {
  const release = async (number: number, policy: string) => {
    await update(template('two', policy));
    await deployments.shift(number);
    deployments.end(number, { status: 'Failed' });
    expect(await at.settled(StackName)).toBe('UPDATE_ROLLBACK_COMPLETE');
    return versions();
  };
  expect(await create(template('one', 'RetainExceptOnCreate'))).toBe('CREATE_COMPLETE');
  expect(await release(1, 'RetainExceptOnCreate')).toEqual(['$LATEST', '1']);
  expect(await release(2, 'Retain')).toEqual(['$LATEST', '1', '3']);
  const { CodeSha256 } = await at.client.send(
    new GetFunctionConfigurationCommand({ FunctionName: 'f', Qualifier: '1' }),
  );
  const latest = await at.client.send(new GetFunctionConfigurationCommand({ FunctionName: 'f' }));
  expect(latest.CodeSha256).toBe(CodeSha256);
  await update(template('two', 'Retain'));
  expect(await at.settled(StackName)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await at.events(StackName)).toContainEqual(
    expect.stringContaining('A version for this Lambda function exists ( 3 ).'),
  );
});
