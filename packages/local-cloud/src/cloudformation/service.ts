import { randomUUID } from 'node:crypto';
import type { Api } from '../kernel/api.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { ResourceType } from '../kernel/resource-type.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { CloudFormationPort } from '../ports/cloudformation.ts';
import { changeSets } from './operations/change-sets.ts';
import { createAndUpdate } from './operations/create-and-update.ts';
import { deleteAndCancel } from './operations/delete-and-cancel.ts';
import { describeStacks } from './operations/describe-stacks.ts';
import { exports } from './operations/exports.ts';
import type { OperationsContext } from './operations/operations-context.ts';
import { stackEvents } from './operations/stack-events.ts';
import { stackPolicy } from './operations/stack-policy.ts';
import { stackResources } from './operations/stack-resources.ts';
import { templates } from './operations/templates.ts';
import { waitConditionHandle } from './resource-types/wait-condition-handle.ts';
import { createBegin } from './stack/begin.ts';
import { createEngine } from './stack/create-engine.ts';
import { resume } from './stack/resume.ts';
import { isDeleted, isInProgress } from './stack/stack.ts';

const apiOf = (context: OperationsContext): Api => ({
  protocol: 'query',
  scopes: ['cloudformation'],
  apiVersion: '2010-05-15',
  namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  operations: {
    ...changeSets(context),
    ...createAndUpdate(context),
    ...deleteAndCancel(context),
    ...describeStacks(context),
    ...exports(context),
    ...stackEvents(context),
    ...stackPolicy(context),
    ...stackResources(context),
    ...templates(context),
  },
});

/**
 * CloudFormation. `resourceTypes` gives the types of all services; it is asked when a type is first needed. Start this service after
 * all others: operations that the end of the cloud cut off go on then.
 */
export const createCloudFormation =
  (resourceTypes: () => readonly ResourceType[]): ServiceFactory<CloudFormationPort> =>
  (cloud: CloudContext) => {
    const running = new Set<Promise<void>>();
    const stopping = new AbortController();
    const types = () => [waitConditionHandle, ...resourceTypes()];
    const engine = createEngine(cloud, types, randomUUID, stopping.signal);
    const { store } = engine;
    const later = (stackId: string, run: () => Promise<void>): void => {
      const task = new Promise<void>((resolve) => setImmediate(resolve))
        .then(run)
        .catch((error: unknown) => cloud.log.error('a stack operation failed inside the cloud', { stackId, error }))
        .finally(() => running.delete(task));
      running.add(task);
    };
    return {
      name: 'cloudformation',
      apis: [apiOf({ cloud, engine, begin: createBegin(engine, later) })],
      resourceTypes: [waitConditionHandle],
      port: {
        stackStatuses: () =>
          Object.fromEntries(
            store
              .stacks()
              .filter((stack) => !isDeleted(stack))
              .map(({ name, status }) => [name, status]),
          ),
      },
      start: async () => {
        for (const stack of store.stacks()) if (isInProgress(stack)) later(stack.id, () => resume(engine, stack));
      },
      stop: async () => {
        stopping.abort();
        await Promise.all(running);
      },
    };
  };
