import type { ShiftPlan } from '../appspec.ts';
import { writeAppSpec } from '../appspec.ts';
import { refusal } from '../codedeploy-error.ts';
import { type Deployment, eventNames, isActive } from '../model/deployment.ts';
import { allAtOnce } from '../model/deployment-config.ts';
import type { DeploymentGroup } from '../model/deployment-group.ts';
import type { RevisionKey } from '../model/revision.ts';
import { revisionKey, type Store, sha256Of } from '../store.ts';

/** What a request for a deployment may say itself; the rest is the group's. */
export type DeploymentRequest = Pick<Deployment, 'creator'> &
  Partial<Pick<Deployment, 'description' | 'configName' | 'autoRollback' | 'overrideAlarms' | 'clientToken'>>;

/** Remembers an AppSpec of an application. */
export const register = (
  store: Store,
  applicationName: string,
  { type, content, description }: { type: RevisionKey['type']; content: string; description?: string | undefined },
  now: number,
): RevisionKey => {
  const key = { type, sha256: sha256Of(content) };
  const known = store.revisions.get(revisionKey(applicationName, key));
  const said = description === undefined ? {} : { description };
  const fresh = { ...key, applicationName, content, registeredAt: now };
  store.revisions.set(revisionKey(applicationName, key), { ...fresh, ...known, ...said });
  return key;
};

const use = (store: Store, applicationName: string, key: RevisionKey, now: number): void => {
  const id = revisionKey(applicationName, key);
  const revision = store.revisions.get(id);
  if (revision !== undefined) store.revisions.set(id, { firstUsedAt: now, ...revision, lastUsedAt: now });
};

const pendingEvents = eventNames.map((name) => ({ name, status: 'Pending' as const }));

/**
 * Stores a deployment that is to begin.
 * @throws AwsError DeploymentLimitExceededException, DeploymentConfigDoesNotExistException
 */
export const createDeployment = (
  store: Store,
  group: DeploymentGroup,
  revision: RevisionKey,
  request: DeploymentRequest,
  now: number,
): Deployment => {
  const [running] = store.deploymentsOf(group.id).filter(isActive);
  if (running !== undefined)
    throw refusal(
      'DeploymentLimitExceededException',
      `The Deployment Group '${group.name}' already has an active Deployment '${running.id}'`,
    );
  const config = store.config(request.configName ?? group.configName);
  const previous = store.deploymentsOf(group.id).find(({ status }) => status === 'Succeeded')?.revision;
  use(store, group.applicationName, revision, now);
  const deployment: Deployment = {
    ...request,
    id: store.newDeploymentId(),
    applicationName: group.applicationName,
    groupName: group.name,
    groupId: group.id,
    configName: config.name,
    routing: config.routing,
    roleArn: group.roleArn,
    revision,
    ...(previous === undefined ? {} : { previousRevision: previous }),
    status: 'Created',
    createdAt: now,
    updatedAt: now,
    autoRollback: request.autoRollback ?? group.autoRollback,
    alarms: request.overrideAlarms ?? group.alarms,
    triggers: group.triggers,
    events: pendingEvents,
    stepsDone: 0,
  };
  store.deployments.set(deployment.id, deployment);
  return deployment;
};

/** The same way back, in one step, without hooks and without alarms: they are what sent it back. */
const wayBack = ({ functionName, alias, currentVersion, targetVersion }: ShiftPlan): ShiftPlan => ({
  functionName,
  alias,
  currentVersion: targetVersion,
  targetVersion: currentVersion,
});

/** Stores the deployment that puts the traffic back to where it was before `deployment`. */
export const createRollback = (store: Store, deployment: Deployment, plan: ShiftPlan, now: number): Deployment => {
  const { id, applicationName, groupName, groupId, roleArn, alarms, triggers } = deployment;
  const { name: configName, routing } = store.config(allAtOnce);
  const content = writeAppSpec(wayBack(plan));
  const revision = register(store, applicationName, { type: deployment.revision.type, content }, now);
  use(store, applicationName, revision, now);
  const rollbackId = store.newDeploymentId();
  const rollback: Deployment = {
    id: rollbackId,
    ...{ applicationName, groupName, groupId, configName, routing, roleArn, revision, triggers },
    previousRevision: deployment.revision,
    creator: 'codeDeployRollback',
    status: 'Created',
    createdAt: now,
    updatedAt: now,
    autoRollback: { enabled: false, events: [] },
    alarms: { ...alarms, enabled: false },
    events: pendingEvents,
    stepsDone: 0,
    rollbackOf: id,
    rollbackMessage: `Deployment ${rollbackId} is triggered to roll back deployment ${id}.`,
  };
  store.deployments.set(rollbackId, rollback);
  return rollback;
};
