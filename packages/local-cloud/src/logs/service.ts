import type { CloudContext } from '../kernel/context.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { LogsPort } from '../ports/logs.ts';
import { createEventStore } from './event-store.ts';
import { createLogStore, type LogStore } from './log-store.ts';
import { groupOperations } from './operations/groups.ts';
import { putEventsOperation } from './operations/put-events.ts';
import { readEventsOperations } from './operations/read-events.ts';
import { retentionOperations } from './operations/retention.ts';
import { streamOperations } from './operations/streams.ts';
import { tagOperations } from './operations/tags.ts';
import { logGroupType } from './resource-types/log-group.ts';

const expireEveryMs = 60_000;

const createPort = (store: LogStore): LogsPort => ({
  write: (groupName, streamName, events) => {
    const group = store.groups.get(groupName) ?? store.createGroup(groupName, {});
    if (!store.events.hasStream(group.id, streamName)) store.createStream(groupName, streamName);
    store.append(group, streamName, events);
  },
});

/** Removes expired events now and then; no more often than once a second of the machine. */
const expireRegularly = ({ clock }: CloudContext, store: LogStore): (() => void) => {
  let isStopped = false;
  const expire = (): void => {
    if (isStopped) return;
    store.expire();
    clock.after(Math.max(expireEveryMs, 1000 * clock.speed), expire);
  };
  expire();
  return () => {
    isStopped = true;
  };
};

/** CloudWatch Logs of the embedded cloud. */
export const createLogs: ServiceFactory<LogsPort> = (context) => {
  const store = createLogStore(context, createEventStore(context.storage.database('logs')));
  let stopExpiry = (): void => {};
  return {
    name: 'logs',
    port: createPort(store),
    apis: [
      {
        protocol: 'json',
        version: '1.1',
        scopes: ['logs'],
        targetPrefix: 'Logs_20140328',
        operations: {
          ...groupOperations(store),
          ...streamOperations(store),
          ...putEventsOperation(store),
          ...readEventsOperations(store),
          ...retentionOperations(store),
          ...tagOperations(store),
        },
      },
    ],
    resourceTypes: [logGroupType(store)],
    start: async () => {
      stopExpiry = expireRegularly(context, store);
    },
    stop: async () => {
      stopExpiry();
      store.events.flush();
    },
  };
};
