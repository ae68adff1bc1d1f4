import type { RestRequest, Route } from '../../kernel/api.ts';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';

/** What an operation of the REST-JSON API honours besides its path: names of the query and of the top level of the body. */
export interface RestShape {
  readonly query?: readonly string[];
  readonly body?: readonly string[];
  /** 200 unless given. */
  readonly status?: number;
}

type Input = Record<string, unknown>;

const parseBody = (body: Buffer): Input => {
  if (body.length === 0) return {};
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Input;
  } catch (cause) {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json', { cause });
  }
  throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json: not an object');
};

const refuseStrangers = (given: Input, known: readonly string[] = [], operation: string): void => {
  const stranger = Object.keys(given).find((name) => given[name] != null && !known.includes(name));
  if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of ${operation}`);
};

/** Members that appear more than once are lists, e.g. `tagKeys`. */
const readQuery = (query: URLSearchParams): Input =>
  Object.fromEntries(
    [...new Set(query.keys())].map((name) => [
      name,
      query.getAll(name).length > 1 ? query.getAll(name) : query.get(name),
    ]),
  );

/**
 * A route of the API. Its input is path, query and body together, under the names of the API model; a member that the operation does
 * not honour is refused by name.
 */
export const restOperation = <Request extends object>(
  name: string,
  method: string,
  path: string,
  { query, body, status = 200 }: RestShape,
  run: (input: Request, request: RestRequest) => object | undefined | Promise<object | undefined>,
): Route => ({
  method,
  path,
  run: async (request) => {
    const fromQuery = readQuery(request.query);
    const fromBody = method === 'GET' || method === 'DELETE' ? {} : parseBody(request.body);
    refuseStrangers(fromQuery, query, name);
    refuseStrangers(fromBody, body, name);
    const output = await run({ ...fromBody, ...fromQuery, ...request.params } as Request, request);
    return output === undefined ? { status } : { status, body: output };
  },
});
