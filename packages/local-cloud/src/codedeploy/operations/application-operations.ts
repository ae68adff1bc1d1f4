import { randomUUID } from 'node:crypto';
import type {
  BatchGetApplicationsInput,
  CreateApplicationInput,
  DeleteApplicationInput,
  GetApplicationInput,
  ListApplicationsInput,
  UpdateApplicationInput,
} from '@aws-sdk/client-codedeploy';
import type { CloudContext } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refusal } from '../codedeploy-error.ts';
import type { Application } from '../model/application.ts';
import { groupKey, revisionKey, type Store } from '../store.ts';
import { checkComputePlatform, checkCount, checkName } from './checks.ts';
import { seconds } from './deployment-view.ts';
import { pageOf } from './page.ts';
import { tagMap } from './tags.ts';

const viewApplication = ({ id, name, createdAt }: Application) => ({
  applicationId: id,
  applicationName: name,
  createTime: seconds(createdAt),
  linkedToGitHub: false,
  computePlatform: 'Lambda',
});

const checkFree = (store: Store, name: string): void => {
  if (store.applications.has(name))
    throw refusal('ApplicationAlreadyExistsException', `Application already exists with name: ${name}`);
};

/** What an application has goes with it to its new name. */
const rename = (store: Store, from: Application, name: string, { arn }: CloudContext): void => {
  const moveTags = (resource: (application: string) => string) => {
    const tags = store.tags.get(arn('codedeploy', resource(from.name)));
    if (tags === undefined) return;
    store.tags.delete(arn('codedeploy', resource(from.name)));
    store.tags.set(arn('codedeploy', resource(name)), tags);
  };
  moveTags((application) => `application:${application}`);
  for (const group of store.groupsOf(from.name)) {
    store.groups.delete(groupKey(from.name, group.name));
    store.groups.set(groupKey(name, group.name), { ...group, applicationName: name });
    moveTags((application) => `deploymentgroup:${application}/${group.name}`);
  }
  for (const revision of [...store.revisions.values()].filter((each) => each.applicationName === from.name)) {
    store.revisions.delete(revisionKey(from.name, revision));
    store.revisions.set(revisionKey(name, revision), { ...revision, applicationName: name });
  }
  for (const { id } of [...store.deployments.values()].filter((each) => each.applicationName === from.name))
    store.change(id, { applicationName: name });
  store.applications.delete(from.name);
  store.applications.set(name, { ...from, name });
};

const remove = (store: Store, name: string, { arn }: CloudContext): void => {
  for (const group of store.groupsOf(name)) {
    store.groups.delete(groupKey(name, group.name));
    store.tags.delete(arn('codedeploy', `deploymentgroup:${name}/${group.name}`));
  }
  for (const revision of [...store.revisions.values()].filter((each) => each.applicationName === name))
    store.revisions.delete(revisionKey(name, revision));
  store.tags.delete(arn('codedeploy', `application:${name}`));
  store.applications.delete(name);
};

export const applicationOperations = (store: Store, context: CloudContext) => ({
  CreateApplication: operation(
    ['applicationName', 'computePlatform', 'tags'],
    ({ applicationName, computePlatform, tags }: CreateApplicationInput) => {
      const name = checkName('Application', applicationName);
      checkComputePlatform(computePlatform);
      checkFree(store, name);
      checkCount(store.applications.size + 1, 1000, 'ApplicationLimitExceededException', 'applications');
      const application = { id: randomUUID(), name, createdAt: context.clock.now() };
      if (tags !== undefined) store.tags.set(context.arn('codedeploy', `application:${name}`), tagMap(tags));
      store.applications.set(name, application);
      return { applicationId: application.id };
    },
  ),
  GetApplication: operation(['applicationName'], ({ applicationName }: GetApplicationInput) => ({
    application: viewApplication(store.application(checkName('Application', applicationName))),
  })),
  BatchGetApplications: operation(['applicationNames'], ({ applicationNames = [] }: BatchGetApplicationsInput) => {
    checkCount(applicationNames.length, 100, 'BatchLimitExceededException', 'names or IDs allowed for this request');
    const names = applicationNames.map((name) => checkName('Application', name));
    return { applicationsInfo: names.map((name) => viewApplication(store.application(name))) };
  }),
  ListApplications: operation(['nextToken'], ({ nextToken }: ListApplicationsInput) => {
    const { items, next } = pageOf([...store.applications.keys()].sort(), nextToken);
    return { applications: items, ...next };
  }),
  UpdateApplication: operation(
    ['applicationName', 'newApplicationName'],
    ({ applicationName, newApplicationName }: UpdateApplicationInput) => {
      const application = store.application(checkName('Application', applicationName));
      const name = checkName('Application', newApplicationName);
      if (name === application.name) return {};
      checkFree(store, name);
      rename(store, application, name, context);
      return {};
    },
  ),
  /** One that is not there is no error, as on AWS. */
  DeleteApplication: operation(['applicationName'], ({ applicationName }: DeleteApplicationInput) => {
    remove(store, checkName('Application', applicationName), context);
    return {};
  }),
});
