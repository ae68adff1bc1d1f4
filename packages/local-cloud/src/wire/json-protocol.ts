import { gunzipSync } from 'node:zlib';
import type { JsonApi } from '../kernel/api.ts';
import { AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import { runOperation } from '../kernel/operation.ts';
import type { Request, Response } from '../kernel/request.ts';

/** SDKs compress what is large for an operation whose model allows it, e.g. PutMetricData. Source: https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait */
const parseBody = ({ body, headers }: Request): Record<string, unknown> => {
  if (body.length === 0) return {};
  try {
    const bytes = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw new AwsError('SerializationException', 'The request body is not JSON', { cause });
  }
};

/** Runs an AWS JSON 1.0/1.1 request. Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export const runJson = async (api: JsonApi, request: Request): Promise<Response> => {
  const target = request.headers['x-amz-target'] ?? '';
  const name = target.slice(target.indexOf('.') + 1);
  const operation = api.operations[name];
  if (operation === undefined) throw new UnsupportedError(`${request.signer.service}:${name}`);
  const output = await runOperation(name, operation, parseBody(request), request);
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
