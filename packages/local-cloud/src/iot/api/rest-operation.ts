import type { RestRequest, Route } from '../../kernel/api.ts';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { Response } from '../../kernel/request.ts';

export interface RestOperation<Input> {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{member}` for members that stand in the path. */
  readonly path: string;
  /** Members of the query string. */
  readonly query?: readonly (keyof Input & string)[];
  /** Members of the JSON body. */
  readonly body?: readonly (keyof Input & string)[];
  /** Members in headers: header name -> member. */
  readonly headers?: Readonly<Record<string, keyof Input & string>>;
  readonly run: (input: Input) => object | undefined | Promise<object | undefined>;
}

/**
 * A route of a REST-JSON API. A member in query or body that is not declared is refused by its name.
 * Source: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function restOperation<Input extends object>(operation: RestOperation<Input>): Route {
  const { method, path } = operation;
  return {
    method,
    path,
    run: async (request) => answer(await operation.run(readInput(operation, request) as Input)),
  };
}

function readInput<Input>(operation: RestOperation<Input>, request: RestRequest): Record<string, unknown> {
  const { name, query = [], body = [], headers = {} } = operation;
  const inQuery = Object.fromEntries(request.query);
  const inBody = readBody(request.body);
  refuseOthers(name, inQuery, query);
  refuseOthers(name, inBody, body);
  const inHeaders = Object.entries(headers).map(([header, member]) => [member, request.headers[header]]);
  return { ...inBody, ...inQuery, ...Object.fromEntries(inHeaders), ...request.params };
}

function readBody(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const document: unknown = JSON.parse(body.toString('utf8'));
    if (typeof document === 'object' && document !== null) return document as Record<string, unknown>;
  } catch (cause) {
    throw new AwsError('InvalidRequestException', 'The request body is not JSON', { cause });
  }
  throw new AwsError('InvalidRequestException', 'The request body is not a JSON object');
}

function refuseOthers(name: string, input: Readonly<Record<string, unknown>>, accepts: readonly string[]): void {
  const stranger = Object.keys(input).find((member) => input[member] != null && !accepts.includes(member));
  if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of ${name}`);
}

function answer(output: object | undefined): Response {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(output ?? {}) };
}
