import type { RestApi, Route } from '../kernel/api.ts';
import { AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import type { Request, Response } from '../kernel/request.ts';

interface CompiledRoute {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

const compile = (route: Route): CompiledRoute => {
  const names: string[] = [];
  const source = route.path
    .split('/')
    .map((segment) => {
      const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(segment) ?? [];
      if (name === undefined) return segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(name);
      return greedy === '+' ? '(.+)' : '([^/]+)';
    })
    .join('/');
  return { route, pattern: new RegExp(`^${source}/?$`), names };
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.", { cause });
  }
};

const compiled = new WeakMap<RestApi, readonly CompiledRoute[]>();

const routesOf = (api: RestApi): readonly CompiledRoute[] => {
  const known = compiled.get(api);
  if (known !== undefined) return known;
  const routes = api.routes.map(compile);
  compiled.set(api, routes);
  return routes;
};

/** Runs a REST request by the first route that fits. */
export const runRest = async (api: RestApi, request: Request): Promise<Response> => {
  for (const { route, pattern, names } of routesOf(api)) {
    if (route.method !== request.method) continue;
    const found = pattern.exec(request.path);
    if (found === null) continue;
    const params = Object.fromEntries(names.map((name, index) => [name, decode(found[index + 1] ?? '')]));
    return route.run({ ...request, params });
  }
  throw new UnsupportedError(`${request.signer.service}: ${request.method} ${request.path}`);
};

export const writeRestError = (api: RestApi, error: AwsError, request: Request): Response =>
  api.writeError?.(error, request) ?? {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: JSON.stringify({ message: error.message, Message: error.message, ...error.members }),
  };
