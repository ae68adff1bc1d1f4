import { gunzipSync } from 'node:zlib';
import type { JsonApi } from '../kernel/api.ts';
import { AwsError } from '../kernel/aws-error.ts';
import { runOperation } from '../kernel/operation.ts';
import type { Request, Response } from '../kernel/request.ts';
import { operationOf } from './operation-of.ts';

/** SDKs compress what is large for an operation whose model allows it, e.g. PutMetricData. Source: https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait */
const parse = ({ body, headers }: Request): unknown => {
  try {
    const bytes = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new AwsError('SerializationException', 'The request body is not JSON', { cause });
  }
};

const readInput = (request: Request): Record<string, unknown> => {
  if (request.body.length === 0) return {};
  const input = parse(request);
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>;
  throw new AwsError('SerializationException', 'The request body is not a JSON object');
};

/** Runs an AWS JSON 1.0/1.1 request. Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export const runJson = async (api: JsonApi, request: Request): Promise<Response> => {
  const target = request.headers['x-amz-target'] ?? '';
  const name = target.slice(target.indexOf('.') + 1);
  const operation = operationOf(api, name, request);
  const output = await runOperation(name, operation, readInput(request), request);
  return {
    headers: { 'content-type': `application/x-amz-json-${api.version}` },
    body: JSON.stringify(output ?? {}),
  };
};

/** Writes an error as AWS JSON does: `__type` and `message`. */
export const writeJsonError = (api: JsonApi, error: AwsError): Response => {
  const { code, message, status, members } = error;
  return {
    status,
    headers: {
      'content-type': `application/x-amz-json-${api.version}`,
      'x-amzn-errortype': code,
      ...api.errorHeaders?.(error),
    },
    body: JSON.stringify({ __type: `${api.errorPrefix ?? ''}${code}`, message, Message: message, ...members }),
  };
};
