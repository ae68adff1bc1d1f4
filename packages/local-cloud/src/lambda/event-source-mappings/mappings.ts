import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Table } from '../../kernel/table.ts';
import { type FunctionIdentifier, parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import { resolveVersion } from '../functions/resolve-version.ts';
import { type RunningSource, type SourceParts, startKinesisSource } from './kinesis-source.ts';
import type { EventSourceMapping } from './mapping-record.ts';
import { invalidMapping, type MappingInput, readMapping } from './read-mapping.ts';
import { startSqsSource } from './sqs-source.ts';

/** The event source mappings and what reads for them. */
export interface Mappings {
  readonly table: Table<EventSourceMapping>;
  create(
    input: MappingInput & { readonly FunctionName?: string; readonly EventSourceArn?: string },
  ): EventSourceMapping;
  update(uuid: string, input: MappingInput & { readonly FunctionName?: string }): EventSourceMapping;
  /** @throws AwsError ResourceNotFoundException */
  get(uuid: string): EventSourceMapping;
  remove(uuid: string): EventSourceMapping;
  lastResult(uuid: string): string | undefined;
  start(): void;
  stop(): void;
}

const notFound = () =>
  new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', {
    status: 404,
    members: { Type: 'User' },
  });

const conflict = (mapping: EventSourceMapping): AwsError =>
  new AwsError(
    'ResourceConflictException',
    `An event source mapping with ${mapping.kind === 'sqs' ? 'SQS' : 'Kinesis'} arn (" ${mapping.eventSourceArn} ") and function (" ${mapping.target.name} ") already exists. Please update or delete the existing mapping with UUID ${mapping.uuid}`,
    { status: 409, members: { Type: 'User' } },
  );

/** Whether two states of a mapping read alike and only invoke another function, or the same by another name. */
const readsAlike = (a: EventSourceMapping, b: EventSourceMapping): boolean => {
  const [left, right] = [a, b].map(({ target: _t, lastModified: _l, tags: _g, ...reading }) => reading);
  return isDeepStrictEqual(left, right);
};

export const createMappings = (parts: LambdaParts, sourceParts: Omit<SourceParts, 'targetOf'>): Mappings => {
  const { context, store, arn } = parts;
  const table = context.storage.table<EventSourceMapping>('lambda-event-source-mappings');
  const source = {
    ...sourceParts,
    targetOf: (mapping: EventSourceMapping) => (table.get(mapping.uuid) ?? mapping).target,
  };
  const running = new Map<string, RunningSource>();
  let isStarted = false;

  const stopReading = (uuid: string): void => {
    running.get(uuid)?.stop();
    running.delete(uuid);
  };

  const startReading = (mapping: EventSourceMapping): void => {
    stopReading(mapping.uuid);
    if (!isStarted || !mapping.enabled) return;
    const started = mapping.kind === 'kinesis' ? startKinesisSource(source, mapping) : startSqsSource(source, mapping);
    running.set(mapping.uuid, started);
  };

  const requireFunction = (functionName: string): FunctionIdentifier => {
    const target = parseIdentifier(functionName);
    resolveVersion(store, arn, target, () => 1);
    return target;
  };

  /** The source must be there, and a queue must hide its messages as long as the function may run. */
  const checkSource = (mapping: EventSourceMapping): void => {
    if (mapping.kind === 'kinesis') {
      context.services.kinesis.shardIds(mapping.eventSourceArn);
      return;
    }
    const visibility = context.services.sqs.visibilityTimeoutSeconds(mapping.eventSourceArn);
    const { timeoutSeconds } = resolveVersion(store, arn, mapping.target, () => 1).version;
    if (visibility < timeoutSeconds) {
      throw invalidMapping(
        `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
      );
    }
  };

  const keep = (mapping: EventSourceMapping, old?: EventSourceMapping): EventSourceMapping => {
    checkSource(mapping);
    table.set(mapping.uuid, mapping);
    // What is being worked on is finished first: read anew, it would be given to both the old and the new target.
    if (old === undefined || !readsAlike(old, mapping)) startReading(mapping);
    return mapping;
  };

  const get = (uuid: string): EventSourceMapping => {
    const mapping = table.get(uuid);
    if (mapping === undefined) throw notFound();
    return mapping;
  };

  return {
    table,
    get,
    create: (input) => {
      if (input.EventSourceArn === undefined) throw invalidMapping('Event source arn is required.');
      if (input.FunctionName === undefined) throw invalidMapping('Function name is required.');
      const target = requireFunction(input.FunctionName);
      const now = context.clock.now();
      const identity = {
        uuid: randomUUID(),
        eventSourceArn: input.EventSourceArn,
        target,
        createdAt: now,
        lastModified: now,
      };
      const mapping = readMapping(input, identity);
      const twin = [...table.values()].find(
        (each) =>
          each.eventSourceArn === mapping.eventSourceArn &&
          each.target.name === target.name &&
          each.target.qualifier === target.qualifier,
      );
      if (twin !== undefined) throw conflict(twin);
      return keep(mapping);
    },
    update: (uuid, input) => {
      const old = get(uuid);
      const target = input.FunctionName === undefined ? old.target : requireFunction(input.FunctionName);
      const { eventSourceArn, createdAt } = old;
      return keep(
        readMapping(input, { uuid, eventSourceArn, target, createdAt, lastModified: context.clock.now() }, old),
        old,
      );
    },
    remove: (uuid) => {
      const mapping = get(uuid);
      stopReading(uuid);
      table.delete(uuid);
      for (const key of [...source.checkpoints.keys()]) if (key.startsWith(`${uuid}/`)) source.checkpoints.delete(key);
      return mapping;
    },
    lastResult: (uuid) => source.results.get(uuid),
    start: () => {
      isStarted = true;
      for (const mapping of table.values()) startReading(mapping);
    },
    stop: () => {
      isStarted = false;
      for (const uuid of [...running.keys()]) stopReading(uuid);
    },
  };
};
