import {
  CodeDeployClient,
  DeploymentDoesNotExistException,
  GetApplicationRevisionCommand,
  GetDeploymentCommand,
  LifecycleEventAlreadyCompletedException,
  PutLifecycleEventHookExecutionStatusCommand,
  type RevisionLocation,
} from '@aws-sdk/client-codedeploy';
import { clientSettings, PermanentError, sdkError } from '@signalbox/lambda-kit';
import { parse } from 'yaml';
import type { HookStatus } from '../answer-always.ts';
import { parseAppSpec, type Shift } from '../app-spec.ts';
import type { HookEvent } from '../hook-event.ts';
import type { Deployment, Deployments } from '../ports.ts';

export interface CodeDeployOptions {
  /** Default: one of its own. */
  readonly client?: CodeDeployClient;
  readonly sleep: (ms: number) => Promise<void>;
}

/** A deployment that just began may not be readable at once. */
const readAttempts = 6;
const readDelayMs = 1_000;

export interface CodeDeploy extends Deployments {
  readonly answer: (hook: HookEvent, status: HookStatus) => Promise<'answered' | 'already'>;
}

const contentOf = (revision: RevisionLocation | undefined): string => {
  const content = revision?.appSpecContent?.content ?? revision?.string?.content;
  if (content === undefined) throw new PermanentError('APP_SPEC_INVALID', 'the deployment has no AppSpec');
  return content;
};

const shiftOf = (content: string): Shift => {
  try {
    // JSON is YAML, too.
    return parseAppSpec(parse(content));
  } catch (error) {
    if (error instanceof PermanentError) throw error;
    throw new PermanentError('APP_SPEC_INVALID', 'the AppSpec is neither JSON nor YAML', { cause: error });
  }
};

/** Deployments as CodeDeploy knows them: https://docs.aws.amazon.com/codedeploy/latest/APIReference/ */
export const codeDeploy = ({ client = new CodeDeployClient(clientSettings), sleep }: CodeDeployOptions): CodeDeploy => {
  const getDeployment = async (deploymentId: string) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await client.send(new GetDeploymentCommand({ deploymentId }))).deploymentInfo ?? {};
      } catch (error) {
        if (!(error instanceof DeploymentDoesNotExistException)) throw sdkError('DEPLOYMENT_UNREADABLE', error);
        if (attempt === readAttempts) {
          throw new PermanentError('DEPLOYMENT_UNKNOWN', `deployment ${deploymentId} does not exist`, { cause: error });
        }
        await sleep(readDelayMs * attempt);
      }
    }
  };

  /** What GetDeployment says of a revision may be no more than its hash. */
  const revisionOf = async (applicationName: string, revision: RevisionLocation | undefined) => {
    try {
      return (await client.send(new GetApplicationRevisionCommand({ applicationName, revision }))).revision;
    } catch (error) {
      if (revision?.appSpecContent?.content ?? revision?.string?.content) return revision;
      throw sdkError('APP_SPEC_UNREADABLE', error);
    }
  };

  return {
    read: async (deploymentId): Promise<Deployment> => {
      const {
        applicationName = '',
        status = 'unknown',
        createTime,
        creator,
        revision,
      } = await getDeployment(deploymentId);
      const shift = shiftOf(contentOf(await revisionOf(applicationName, revision)));
      const takesBack = creator === 'CloudFormationRollback';
      return { applicationName, status, createdAt: createTime?.getTime() ?? 0, takesBack, shift };
    },
    answer: async ({ deploymentId, executionId }, status) => {
      const answer = { deploymentId, lifecycleEventHookExecutionId: executionId, status };
      try {
        await client.send(new PutLifecycleEventHookExecutionStatusCommand(answer));
        return 'answered';
      } catch (error) {
        if (error instanceof LifecycleEventAlreadyCompletedException) return 'already';
        throw sdkError('ANSWER_FAILED', error);
      }
    },
  };
};
