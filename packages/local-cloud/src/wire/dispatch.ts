import type { Api } from '../kernel/api.ts';
import { type AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { Request, Response } from '../kernel/request.ts';
import type { Service } from '../kernel/service.ts';
import { asAwsError } from './answer.ts';
import { runJson, writeJsonError } from './json-protocol.ts';
import { runQuery, writeQueryError } from './query-protocol.ts';
import { runRest, writeRestError } from './rest-protocol.ts';

export type Dispatch = (request: Request) => Promise<Response>;

const run = (api: Api, request: Request): Promise<Response> => {
  if (api.protocol === 'json') return runJson(api, request);
  return api.protocol === 'query' ? runQuery(api, request) : runRest(api, request);
};

const writeError = (api: Api, error: AwsError, request: Request): Response => {
  if (api.protocol === 'json') return writeJsonError(api, error);
  return api.protocol === 'query' ? writeQueryError(api, error, request) : writeRestError(api, error, request);
};

/** A service may speak several protocols under one scope: JSON if there is a target, query if the body is a form, REST otherwise. */
const choose = (apis: readonly Api[], request: Request): Api | undefined => {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    const prefix = target.slice(0, target.indexOf('.'));
    return apis.find((api) => api.protocol === 'json' && api.targetPrefix === prefix);
  }
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return (
    apis.find((api) => api.protocol === (isForm ? 'query' : 'rest')) ?? apis.find((api) => api.protocol !== 'json')
  );
};

const refuseOtherRegion = (request: Request, region: string): void => {
  if (request.signer.region === region || request.signer.region === 'us-east-1') return;
  throw new UnsupportedError(`the region ${request.signer.region}: this one runs ${region}`);
};

/** Leads each request to the API of its SigV4 scope. Nothing is answered before what it changed is on disk. */
export const createDispatch = (services: readonly Service[], context: CloudContext): Dispatch => {
  const byScope = new Map<string, Api[]>();
  for (const api of services.flatMap((service) => service.apis)) {
    for (const scope of api.scopes) byScope.set(scope, [...(byScope.get(scope) ?? []), api]);
  }
  return async (request) => {
    const api = choose(byScope.get(request.signer.service) ?? [], request);
    if (api === undefined)
      throw new UnsupportedError(
        `the service ${request.signer.service} (${request.headers['x-amz-target'] ?? request.path})`,
      );
    try {
      refuseOtherRegion(request, context.region);
      const response = await run(api, request);
      await context.storage.flush();
      return response;
    } catch (error) {
      return writeError(api, asAwsError(error, request, context.log), request);
    }
  };
};
