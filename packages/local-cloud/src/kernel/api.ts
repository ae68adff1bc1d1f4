import type { AwsError } from './aws-error.ts';
import type { Operation } from './operation.ts';
import type { Request, Response } from './request.ts';

/** AWS JSON 1.0 or 1.1: the operation stands in `X-Amz-Target: <targetPrefix>.<Operation>`. */
export interface JsonApi {
  readonly protocol: 'json';
  readonly version: '1.0' | '1.1';
  /** SigV4 signing names, e.g. `['kinesis']`. */
  readonly scopes: readonly string[];
  readonly targetPrefix: string;
  /** Put before the error's code in `__type`, e.g. `com.amazonaws.timestream.v20181101#`. */
  readonly errorPrefix?: string;
  /** Further headers of an error, e.g. `x-amzn-query-error` of services that once spoke the query protocol. */
  readonly errorHeaders?: (error: AwsError) => Readonly<Record<string, string>>;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** AWS query: form-encoded `Action=…`, answered as XML. Lists are `<member>` elements. */
export interface QueryApi {
  readonly protocol: 'query';
  readonly scopes: readonly string[];
  readonly apiVersion: string;
  readonly namespace: string;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** A REST API (JSON or XML): routes by method and path. */
export interface RestApi {
  readonly protocol: 'rest';
  readonly scopes: readonly string[];
  readonly routes: readonly Route[];
  /** How an error is written; JSON `{"message": …}` with `x-amzn-errortype` unless given. */
  readonly writeError?: (error: { code: string; message: string; status: number }, request: Request) => Response;
}

/** `path` has `{Name}` for one segment and `{Name+}` for all that is left, as API models write them. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly run: (request: RestRequest) => Response | Promise<Response>;
}

export interface RestRequest extends Request {
  /** Path parameters, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export type Api = JsonApi | QueryApi | RestApi;
