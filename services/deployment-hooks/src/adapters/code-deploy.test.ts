import {
  type CodeDeployClient,
  DeploymentDoesNotExistException,
  LifecycleEventAlreadyCompletedException,
} from '@aws-sdk/client-codedeploy';
import { describe, expect, it } from 'vitest';
import { codeDeploy } from './code-deploy.ts';

const content = JSON.stringify({
  version: 0.0,
  Resources: [
    {
      f: {
        Type: 'AWS::Lambda::Function',
        Properties: { Name: 'f', Alias: 'live', CurrentVersion: '3', TargetVersion: '4' },
      },
    },
  ],
});
const yaml = `version: 0.0\nResources:\n  - f:\n      Type: AWS::Lambda::Function\n      Properties: { Name: f, Alias: live, CurrentVersion: 3, TargetVersion: 4 }\n`;
const shift = { functionName: 'f', alias: 'live', currentVersion: '3', targetVersion: '4' };
const gone = () => new DeploymentDoesNotExistException({ message: 'gone', $metadata: {} });
const deploymentInfo = {
  ...{ applicationName: 'app', status: 'InProgress', createTime: new Date(5000) },
  revision: { revisionType: 'AppSpecContent', appSpecContent: { sha256: 'x' } },
};

/** A client that answers by the name of the command. */
const deployments = (answers: Readonly<Record<string, (call: number) => unknown>>) => {
  const calls: string[] = [];
  const waits: number[] = [];
  const send = async ({ constructor: { name } }: object) => {
    calls.push(name);
    return answers[name]?.(calls.filter((each) => each === name).length);
  };
  const sleep = async (ms: number) => void waits.push(ms);
  return { calls, waits, made: codeDeploy({ client: { send } as unknown as CodeDeployClient, sleep }) };
};

const fail = (error: Error) => () => {
  throw error;
};

describe('read', () => {
  it.each([
    ['JSON', { revisionType: 'AppSpecContent', appSpecContent: { content } }],
    ['a string, as CloudFormation gives it', { revisionType: 'String', string: { content } }],
    ['YAML', { revisionType: 'AppSpecContent', appSpecContent: { content: yaml } }],
  ])('reads the AppSpec from %s', async (_what, revision) => {
    const { made } = deployments({
      GetDeploymentCommand: () => ({ deploymentInfo }),
      GetApplicationRevisionCommand: () => ({ revision }),
    });
    expect(await made.read('d-1')).toEqual({
      applicationName: 'app',
      status: 'InProgress',
      createdAt: 5000,
      takesBack: false,
      shift,
    });
  });

  it('waits for a deployment that cannot be read at once', async () => {
    const { made, waits } = deployments({
      GetDeploymentCommand: (call) => (call < 3 ? fail(gone())() : { deploymentInfo }),
      GetApplicationRevisionCommand: () => ({ revision: { string: { content } } }),
    });
    expect(await made.read('d-1')).toMatchObject({ shift });
    expect(waits).toEqual([1000, 2000]);
  });

  it('gives up one that does not exist', async () => {
    const { made } = deployments({ GetDeploymentCommand: fail(gone()) });
    await expect(made.read('d-1')).rejects.toMatchObject({ code: 'DEPLOYMENT_UNKNOWN' });
  });

  it.each([
    ['there is none', undefined],
    ['it is no AppSpec', '- 1'],
    ['it is not even YAML', '{'],
  ])('refuses an AppSpec when %s', async (_what, text) => {
    const revision = { string: text === undefined ? undefined : { content: text } };
    const { made } = deployments({
      GetDeploymentCommand: () => ({ deploymentInfo }),
      GetApplicationRevisionCommand: () => ({ revision }),
    });
    await expect(made.read('d-1')).rejects.toMatchObject({ code: 'APP_SPEC_INVALID' });
  });
});

describe('answer', () => {
  const hook = { deploymentId: 'd-1', executionId: 'e-1' };

  it('tells CodeDeploy, and is content when somebody did before', async () => {
    expect(await deployments({}).made.answer(hook, 'Succeeded')).toBe('answered');
    const already = new LifecycleEventAlreadyCompletedException({ message: 'done', $metadata: {} });
    const second = deployments({ PutLifecycleEventHookExecutionStatusCommand: fail(already) });
    expect(await second.made.answer(hook, 'Failed')).toBe('already');
  });

  it('throws what keeps it from answering', async () => {
    const { made } = deployments({ PutLifecycleEventHookExecutionStatusCommand: fail(new Error('denied')) });
    await expect(made.answer(hook, 'Failed')).rejects.toMatchObject({ code: 'ANSWER_FAILED' });
  });
});
