import type {
  GetApplicationRevisionInput,
  ListApplicationRevisionsInput,
  RegisterApplicationRevisionInput,
} from '@aws-sdk/client-codedeploy';
import type { CloudContext } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refusal } from '../codedeploy-error.ts';
import { register } from '../engine/create-deployment.ts';
import type { Revision } from '../model/revision.ts';
import type { Store } from '../store.ts';
import { checkName } from './checks.ts';
import { seconds, viewRevision } from './deployment-view.ts';
import { pageOf } from './page.ts';
import { findRevision, readNewRevision } from './read-revision.ts';

/** The groups whose last successful deployment was of this revision. */
const groupsWith = (revision: Revision, store: Store): readonly string[] =>
  store
    .groupsOf(revision.applicationName)
    .filter(({ id }) => {
      const current = store.deploymentsOf(id).find(({ status }) => status === 'Succeeded');
      return current?.revision.sha256 === revision.sha256 && current.revision.type === revision.type;
    })
    .map(({ name }) => name);

const viewInfo = (revision: Revision, store: Store) => {
  const { description, registeredAt, firstUsedAt, lastUsedAt } = revision;
  return {
    ...(description === undefined ? {} : { description }),
    deploymentGroups: groupsWith(revision, store),
    ...(firstUsedAt === undefined ? {} : { firstUsedTime: seconds(firstUsedAt) }),
    ...(lastUsedAt === undefined ? {} : { lastUsedTime: seconds(lastUsedAt) }),
    registerTime: seconds(registeredAt),
  };
};

const orders = { registerTime: 'registeredAt', firstUsedTime: 'firstUsedAt', lastUsedTime: 'lastUsedAt' } as const;

const list = (input: ListApplicationRevisionsInput, store: Store) => {
  const { sortBy = 'registerTime', sortOrder = 'ascending', deployed = 'ignore', nextToken } = input;
  const { name } = store.application(checkName('Application', input.applicationName));
  if (!Object.hasOwn(orders, sortBy))
    throw refusal('InvalidSortByException', `The column name ${sortBy} is not valid.`);
  if (sortOrder !== 'ascending' && sortOrder !== 'descending')
    throw refusal('InvalidSortOrderException', `The sort order ${sortOrder} is not valid.`);
  if (!['include', 'exclude', 'ignore'].includes(deployed))
    throw refusal('InvalidDeployedStateFilterException', `The deployed state filter ${deployed} is not valid.`);
  const isWanted = (revision: Revision) =>
    deployed === 'ignore' || groupsWith(revision, store).length > 0 === (deployed === 'include');
  const time = (revision: Revision) => revision[orders[sortBy]] ?? 0;
  const revisions = [...store.revisions.values()]
    .filter((revision) => revision.applicationName === name && isWanted(revision))
    .sort((a, b) => (sortOrder === 'ascending' ? time(a) - time(b) : time(b) - time(a)));
  const { items, next } = pageOf(revisions, nextToken);
  return { revisions: items.map((revision) => viewRevision(revision)), ...next };
};

const checkDescription = (description: string | undefined): void => {
  if ((description ?? '').length > 1000) throw refusal('DescriptionTooLongException', 'The description is too long.');
};

export const revisionOperations = (store: Store, { clock }: CloudContext) => ({
  RegisterApplicationRevision: operation(
    ['applicationName', 'description', 'revision'],
    ({ applicationName, description, revision }: RegisterApplicationRevisionInput) => {
      const { name } = store.application(checkName('Application', applicationName));
      checkDescription(description);
      register(store, name, { ...readNewRevision(revision), description }, clock.now());
      return {};
    },
  ),
  GetApplicationRevision: operation(
    ['applicationName', 'revision'],
    ({ applicationName, revision }: GetApplicationRevisionInput) => {
      const { name } = store.application(checkName('Application', applicationName));
      const found = findRevision(name, revision, store);
      return {
        applicationName: name,
        revision: viewRevision(found, found.content),
        revisionInfo: viewInfo(found, store),
      };
    },
  ),
  ListApplicationRevisions: operation(
    ['applicationName', 'sortBy', 'sortOrder', 'deployed', 'nextToken'],
    (input: ListApplicationRevisionsInput) => list(input, store),
  ),
});
