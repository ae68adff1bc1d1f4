import type { RestApi, RestRequest } from '../../kernel/api.ts';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { Response } from '../../kernel/request.ts';
import { LOOPBACK, principalOf } from '../broker/client-sources.ts';
import type { RetainedMessages } from '../broker/retained-messages.ts';
import type { Intake } from '../intake.ts';
import type { IotMetrics } from '../metrics.ts';
import { notFound } from '../registry/registry-error.ts';
import type { ShadowService } from '../shadows/shadow-service.ts';
import type { ShadowId } from '../shadows/shadow-store.ts';
import { pageOf } from './page.ts';
import { readPublish } from './publish-request.ts';
import { restOperation } from './rest-operation.ts';

interface Parts {
  readonly context: CloudContext;
  readonly intake: Intake;
  readonly retained: RetainedMessages;
  readonly shadows: ShadowService;
  readonly metrics: IotMetrics;
}

/** The API of the data plane: https://docs.aws.amazon.com/iot/latest/apireference/API_Operations_AWS_IoT_Data_Plane.html */
export function dataPlane(parts: Parts): RestApi {
  return {
    protocol: 'rest',
    scopes: ['iotdata', 'iotdevicegateway', 'iot-data'],
    routes: [
      { method: 'POST', path: '/topics/{topic+}', run: (request) => publish(parts, request) },
      getRetainedMessage(parts),
      listRetainedMessages(parts),
      listNamedShadows(parts),
      ...(['get', 'update', 'delete'] as const).map((operation) => ({
        method: { get: 'GET', update: 'POST', delete: 'DELETE' }[operation],
        path: '/things/{thingName}/shadow',
        run: (request: RestRequest) => shadow(parts, operation, request),
      })),
    ],
  };
}

async function publish({ context, intake, metrics }: Parts, request: RestRequest): Promise<Response> {
  const count = (outcome: string) => metrics.counter(`PublishIn.${outcome}`, { Protocol: 'HTTP' }).add();
  try {
    const source = { principal: principalOf(context, request.signer.accessKeyId), sourceIp: LOOPBACK };
    const message = readPublish(request, context.clock.now());
    await intake.accept({ ...message, source, traceId: request.id }).durable;
    count('Success');
    return { body: { message: 'OK', traceId: request.id } };
  } catch (error) {
    count(error instanceof AwsError && error.status < 500 ? 'ClientError' : 'ServerError');
    throw error;
  }
}

function getRetainedMessage({ retained }: Parts) {
  return restOperation<{ topic: string }>({
    name: 'GetRetainedMessage',
    method: 'GET',
    path: '/retainedMessage/{topic+}',
    run: ({ topic }) => {
      const message = retained.get(topic);
      if (message === undefined) throw notFound(`A retained message of the topic ${topic}`);
      const { userProperties, ...rest } = message;
      const encoded = userProperties && Buffer.from(JSON.stringify(userProperties)).toString('base64');
      return { ...rest, userProperties: encoded };
    },
  });
}

function listRetainedMessages({ retained }: Parts) {
  return restOperation<{ nextToken?: string; maxResults?: string }>({
    name: 'ListRetainedMessages',
    method: 'GET',
    path: '/retainedMessage',
    query: ['nextToken', 'maxResults'],
    run: ({ nextToken, maxResults }) => {
      const { items, next } = pageOf(retained.list(), nextToken, maxResults, 200);
      const retainedTopics = items.map(({ topic, payload, qos, lastModifiedTime }) => {
        return { topic, payloadSize: Buffer.from(payload, 'base64').length, qos, lastModifiedTime };
      });
      return { retainedTopics, nextToken: next };
    },
  });
}

function listNamedShadows({ context, shadows }: Parts) {
  return restOperation<{ thingName: string; nextToken?: string; pageSize?: string }>({
    name: 'ListNamedShadowsForThing',
    method: 'GET',
    path: '/api/things/shadow/ListNamedShadowsForThing/{thingName}',
    query: ['nextToken', 'pageSize'],
    run: ({ thingName, nextToken, pageSize }) => {
      const { items, next } = pageOf(shadows.store.names(thingName), nextToken, pageSize, 100);
      return { results: items, nextToken: next, timestamp: Math.floor(context.clock.now() / 1000) };
    },
  });
}

async function shadow(
  { shadows }: Parts,
  operation: 'get' | 'update' | 'delete',
  request: RestRequest,
): Promise<Response> {
  const stranger = [...request.query.keys()].find((name) => name !== 'name');
  if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of the shadow operations`);
  const id: ShadowId = { thingName: request.params['thingName'] ?? '', shadowName: request.query.get('name') ?? '' };
  const payload = operation === 'update' ? request.body : Buffer.alloc(0);
  return { body: await shadows.run(id, operation, payload, 'HTTP') };
}
