import { type DeploymentStatus, ListDeploymentsCommand } from '@aws-sdk/client-codedeploy';
import { type Aws, isRefusal } from './aws.ts';
import type { Groups } from './groups.ts';

/** When a release began: only deployments that were made since, and were not there before, are part of it. */
export interface Begun {
  /** Epoch ms. */
  readonly since: number;
  /** Ids that were there. A clock that runs fast, as that of the embedded cloud may, cannot tell them by their time. */
  readonly except: ReadonlySet<string>;
}

interface Wanted extends Partial<Begun> {
  readonly statuses?: readonly DeploymentStatus[];
}

const notThere = ['ApplicationDoesNotExistException', 'DeploymentGroupDoesNotExistException'];

const ofGroup = async ({ codeDeploy }: Aws, application: string, group: string, wanted: Wanted): Promise<string[]> => {
  const found: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await codeDeploy.send(
      new ListDeploymentsCommand({
        applicationName: application,
        deploymentGroupName: group,
        ...(wanted.statuses && { includeOnlyStatuses: [...wanted.statuses] }),
        ...(wanted.since !== undefined && { createTimeRange: { start: new Date(wanted.since) } }),
        nextToken,
      }),
    );
    found.push(...(page.deployments ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found.filter((id) => !wanted.except?.has(id));
};

/** Ids of deployments of these groups; a group that is not made yet has none. */
export const listDeployments = async (aws: Aws, { application, groups }: Groups, wanted: Wanted): Promise<string[]> => {
  const found: string[] = [];
  for (const group of groups) {
    try {
      found.push(...(await ofGroup(aws, application, group, wanted)));
    } catch (error) {
      if (!notThere.some((name) => isRefusal(error, name))) throw error;
    }
  }
  return found;
};
