import { isKind, type Kind, kinds } from './kinds.ts';
import type { Deployment, Deployments, Functions, FunctionVersion } from './ports.ts';
import type { Finding, Progress } from './progress.ts';

/** What a hook is to look at. */
export interface Subject {
  readonly kind: Kind;
  /** As the tag `signalbox:service` says. */
  readonly service: string;
  readonly deployment: Deployment;
  readonly target: FunctionVersion;
  /** undefined: there is none to compare with. */
  readonly current: FunctionVersion | undefined;
}

export interface IdentifyPorts {
  readonly deployments: Deployments;
  readonly functions: Functions;
}

/** The deployment goes on only in these. */
const underWay = ['Created', 'Queued', 'InProgress', 'Baking', 'Ready'];

const failure = (line: string): Finding => ({ ok: false, lines: [line] });

const versionsOf = async ({ functions }: IdentifyPorts, { shift }: Deployment) => {
  const { functionName, currentVersion, targetVersion } = shift;
  const target = await functions.version(functionName, targetVersion);
  const current = currentVersion === undefined ? undefined : await functions.version(functionName, currentVersion);
  return { target, current };
};

/**
 * Finds what a deployment is about: which function, of which kind, from which version to which.
 * @returns undefined if the deployment cannot go on; `progress` then says why
 */
export const identify = async (
  ports: IdentifyPorts,
  deploymentId: string,
  progress: Progress,
): Promise<Subject | undefined> => {
  let subject: Subject | undefined;
  await progress.check('deployment', async () => {
    const deployment = await ports.deployments.read(deploymentId);
    const { functionName, alias, currentVersion, targetVersion } = deployment.shift;
    Object.assign(progress, { functionName, alias, currentVersion, targetVersion });
    if (!underWay.includes(deployment.status)) return failure(`deployment ${deploymentId} is ${deployment.status}`);

    const { 'signalbox:kind': tag, 'signalbox:service': service = '' } = await ports.functions.tags(functionName);
    if (!isKind(tag)) {
      return failure(`${functionName} must say by its tag signalbox:kind what it is (${kinds.join(', ')}), not ${tag}`);
    }
    progress.kind = tag;
    const { target, current } = await versionsOf(ports, deployment);
    if (target === undefined) return failure(`version ${targetVersion} of ${functionName} does not exist`);
    if (current === undefined && currentVersion !== undefined) {
      return failure(
        `version ${currentVersion} of ${functionName} is gone: nothing to compare with, nor to roll back to`,
      );
    }
    subject = { kind: tag, service, deployment, target, current };
    const from = currentVersion === undefined ? 'for the first time' : `from version ${currentVersion}`;
    return { ok: true, lines: [`${functionName}:${alias} (${tag}) ${from} to version ${targetVersion}`] };
  });
  return subject;
};
