import { AwsError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { Table } from '../kernel/table.ts';
import type { MetricDatum } from '../ports/cloudwatch.ts';
import { extractMetrics } from './embedded-metrics.ts';
import type { EventStore, NewEvent } from './event-store.ts';
import type { LogGroup } from './log-group.ts';

/** Log groups, their streams and events. */
export interface LogStore {
  readonly context: CloudContext;
  readonly groups: Table<LogGroup>;
  readonly events: EventStore;
  /** @throws AwsError ResourceNotFoundException */
  group(name: string): LogGroup;
  /** @throws AwsError ResourceAlreadyExistsException */
  createGroup(name: string, tags: Readonly<Record<string, string>>): LogGroup;
  deleteGroup(name: string): void;
  /** @throws AwsError ResourceAlreadyExistsException, ResourceNotFoundException */
  createStream(groupName: string, streamName: string): void;
  /** Takes events up and hands on the metrics in them. */
  append(group: LogGroup, streamName: string, events: readonly NewEvent[]): void;
  groupArn(name: string): string;
  /** Before this time (epoch ms) events of a group have expired. */
  expiry(group: LogGroup): number;
  /** Removes expired events. */
  expire(): void;
}

const dayMs = 86_400_000;

export const createLogStore = (context: CloudContext, events: EventStore): LogStore => {
  const groups = context.storage.table<LogGroup>('log-groups');
  const { clock } = context;
  let lastId = [...groups.values()].reduce((most, { id }) => Math.max(most, id), 0);

  const group = (name: string): LogGroup => {
    const found = groups.get(name);
    if (found === undefined) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
    return found;
  };

  const expiry = ({ retentionDays }: LogGroup): number =>
    retentionDays === undefined ? 0 : clock.now() - retentionDays * dayMs;

  const putMetrics = (metrics: readonly MetricDatum[]): void => {
    try {
      if (metrics.length > 0) context.services.cloudwatch.putMetrics(metrics);
    } catch (error) {
      // As on AWS, who writes a log does not learn of a metric in it that could not be taken.
      context.log.warn('metrics in log events were lost', { error });
    }
  };

  return {
    context,
    groups,
    events,
    group,
    createGroup: (name, tags) => {
      if (groups.has(name)) {
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
      }
      lastId += 1;
      // Left over if the cloud was killed between writing a stream and writing its group.
      events.dropGroup(lastId);
      const created = { id: lastId, name, createdAt: clock.now(), tags };
      groups.set(name, created);
      return created;
    },
    deleteGroup: (name) => {
      events.dropGroup(group(name).id);
      groups.delete(name);
    },
    createStream: (groupName, streamName) => {
      const { id } = group(groupName);
      if (events.hasStream(id, streamName)) {
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
      }
      events.addStream(id, streamName, clock.now());
    },
    append: ({ id }, streamName, added) => {
      events.append(id, streamName, added, clock.now());
      putMetrics(added.flatMap(({ message }) => extractMetrics(message)));
    },
    groupArn: (name) => context.arn('logs', `log-group:${name}`),
    expiry,
    expire: () => {
      for (const each of groups.values())
        if (each.retentionDays !== undefined) events.dropBefore(each.id, expiry(each));
    },
  };
};
