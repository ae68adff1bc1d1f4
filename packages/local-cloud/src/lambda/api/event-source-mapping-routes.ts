import type { Route } from '../../kernel/api.ts';
import { describeMapping, mappingArn } from '../event-source-mappings/describe-mapping.ts';
import type { Mappings } from '../event-source-mappings/mappings.ts';
import { type MappingInput, mappingNames } from '../event-source-mappings/read-mapping.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import { page } from './page.ts';
import { restOperation } from './rest-operation.ts';
import type { TagHolder } from './tag-routes.ts';

interface Identified {
  readonly UUID: string;
}

const path = '/2015-03-31/event-source-mappings';
const one = `${path}/{UUID}`;

export const mappingTags = ({ context }: LambdaParts, mappings: Mappings): TagHolder => {
  const find = (arn: string) => [...mappings.table.values()].find((each) => mappingArn(context, each.uuid) === arn);
  return {
    read: (arn) => find(arn)?.tags,
    write: (arn, tags) => {
      const mapping = find(arn);
      if (mapping !== undefined) mappings.table.set(mapping.uuid, { ...mapping, tags });
    },
  };
};

/** What Lambda reads for functions. */
export const eventSourceMappingRoutes = ({ context, arn }: LambdaParts, mappings: Mappings): readonly Route[] => {
  const describe = (mapping: ReturnType<Mappings['get']>, state?: string) =>
    describeMapping(context, arn, mapping, mappings.lastResult(mapping.uuid), state);
  return [
    restOperation<MappingInput & { FunctionName?: string; EventSourceArn?: string }>(
      'CreateEventSourceMapping',
      'POST',
      path,
      {
        body: [
          ...mappingNames,
          'EventSourceArn',
          'FunctionName',
          'StartingPosition',
          'StartingPositionTimestamp',
          'Tags',
        ],
        status: 202,
      },
      (input) => describe(mappings.create(input)),
    ),
    restOperation<Identified>('GetEventSourceMapping', 'GET', one, {}, ({ UUID }) => describe(mappings.get(UUID))),
    restOperation<Identified & MappingInput & { FunctionName?: string }>(
      'UpdateEventSourceMapping',
      'PUT',
      one,
      { body: [...mappingNames, 'FunctionName'], status: 202 },
      ({ UUID, ...input }) => describe(mappings.update(UUID, input)),
    ),
    restOperation<Identified>('DeleteEventSourceMapping', 'DELETE', one, { status: 202 }, ({ UUID }) =>
      describe(mappings.remove(UUID), 'Deleting'),
    ),
    restOperation<{ EventSourceArn?: string; FunctionName?: string; Marker?: string; MaxItems?: string }>(
      'ListEventSourceMappings',
      'GET',
      path,
      { query: ['EventSourceArn', 'FunctionName', 'Marker', 'MaxItems'] },
      ({ EventSourceArn, FunctionName, Marker, MaxItems }) => {
        const name = FunctionName === undefined ? undefined : parseIdentifier(FunctionName).name;
        const all = [...mappings.table.values()].filter(
          (each) =>
            (EventSourceArn === undefined || each.eventSourceArn === EventSourceArn) &&
            (name === undefined || each.target.name === name),
        );
        const { items, next } = page(all, Marker, MaxItems, 100);
        return { EventSourceMappings: items.map((each) => describe(each)), ...next };
      },
    ),
  ];
};
