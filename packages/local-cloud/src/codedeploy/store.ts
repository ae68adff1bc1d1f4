import { createHash, randomBytes } from 'node:crypto';
import type { Storage } from '../kernel/storage.ts';
import type { Table } from '../kernel/table.ts';
import { noApplication, noDeployment, noDeploymentConfig, noDeploymentGroup } from './codedeploy-error.ts';
import type { Application } from './model/application.ts';
import type { Deployment } from './model/deployment.ts';
import { type DeploymentConfig, predefinedConfigs } from './model/deployment-config.ts';
import type { DeploymentGroup } from './model/deployment-group.ts';
import type { Revision, RevisionKey } from './model/revision.ts';

/** What CodeDeploy keeps. The getters throw AwsError of the code that AWS has for what is not there. */
export interface Store {
  readonly applications: Table<Application>;
  /** By {@link groupKey}. */
  readonly groups: Table<DeploymentGroup>;
  /** Custom ones, by name. */
  readonly configs: Table<DeploymentConfig>;
  readonly deployments: Table<Deployment>;
  /** By {@link revisionKey}. */
  readonly revisions: Table<Revision>;
  /** By ARN. */
  readonly tags: Table<Readonly<Record<string, string>>>;
  application(name: string): Application;
  group(applicationName: string, name: string): DeploymentGroup;
  config(name: string): DeploymentConfig;
  deployment(id: string): Deployment;
  groupsOf(applicationName: string): readonly DeploymentGroup[];
  /** Of a group (by id), newest first. */
  deploymentsOf(groupId: string): readonly Deployment[];
  /** An id that no deployment has: `d-` and nine letters or digits. */
  newDeploymentId(): string;
  /** Changes a deployment and gives it back as it is then. */
  change(id: string, change: Partial<Deployment>): Deployment;
}

export const groupKey = (applicationName: string, name: string): string => `${applicationName}/${name}`;

export const revisionKey = (applicationName: string, { type, sha256 }: RevisionKey): string =>
  `${applicationName}/${type}/${sha256}`;

export const sha256Of = (content: string): string => createHash('sha256').update(content).digest('hex');

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const randomId = (): string => `d-${[...randomBytes(9)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;

const found = <Value>(value: Value | undefined, missing: () => Error): Value => {
  if (value === undefined) throw missing();
  return value;
};

export const openStore = (storage: Storage): Store => {
  const deployments = storage.table<Deployment>('codedeploy-deployments');
  const applications = storage.table<Application>('codedeploy-applications');
  const groups = storage.table<DeploymentGroup>('codedeploy-groups');
  const configs = storage.table<DeploymentConfig>('codedeploy-configs');
  const deployment = (id: string) => found(deployments.get(id), () => noDeployment(id));
  return {
    applications,
    groups,
    configs,
    deployments,
    revisions: storage.table<Revision>('codedeploy-revisions'),
    tags: storage.table<Readonly<Record<string, string>>>('codedeploy-tags'),
    application: (name) => found(applications.get(name), () => noApplication(name)),
    group: (applicationName, name) => found(groups.get(groupKey(applicationName, name)), () => noDeploymentGroup(name)),
    config: (name) => found(predefinedConfigs.get(name) ?? configs.get(name), () => noDeploymentConfig(name)),
    deployment,
    groupsOf: (name) => [...groups.values()].filter(({ applicationName }) => applicationName === name),
    deploymentsOf: (id) =>
      [...deployments.values()].filter(({ groupId }) => groupId === id).sort((a, b) => b.createdAt - a.createdAt),
    newDeploymentId: () => {
      const id = randomId();
      return deployments.has(id) ? randomId() : id;
    },
    change: (id, change) => {
      const changed = { ...deployment(id), ...change };
      deployments.set(id, changed);
      return changed;
    },
  };
};
