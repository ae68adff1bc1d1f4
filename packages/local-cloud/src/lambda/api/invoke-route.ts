import type { RestRequest, Route } from '../../kernel/api.ts';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { Response } from '../../kernel/request.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import { resolveVersion } from '../functions/resolve-version.ts';
import type { AsyncInvoker } from '../invocation/async-invoker.ts';
import type { CompletedInvocation, Invoker } from '../invocation/invoker.ts';
import { checkPayloadSize } from '../invocation/payload-limits.ts';

const checkJson = (body: Buffer): void => {
  if (body.length === 0) return;
  try {
    JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(cause as Error).message}`,
      { cause, members: { Type: 'User' } },
    );
  }
};

/** JSON that can stand in a header. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);

const readClientContext = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined;
  const text = Buffer.from(header, 'base64').toString('utf8');
  try {
    return asciiJson(JSON.parse(text));
  } catch (cause) {
    throw new AwsError('InvalidRequestContentException', 'Client context must be a valid Base64-encoded JSON object.', {
      cause,
    });
  }
};

const refuseHeaders = (headers: RestRequest['headers']): void => {
  for (const name of ['x-amz-durable-execution-name', 'x-amz-tenant-id']) {
    if (headers[name] !== undefined) throw new UnsupportedError(`the header ${name} of Invoke`);
  }
};

const answer = (result: CompletedInvocation, withLog: boolean): Response => ({
  headers: {
    'content-type': 'application/json',
    'x-amzn-requestid': result.requestId,
    'x-amz-executed-version': result.executedVersion,
    ...(result.functionError === undefined ? {} : { 'x-amz-function-error': result.functionError }),
    ...(withLog ? { 'x-amz-log-result': Buffer.from(result.logTail).toString('base64') } : {}),
  },
  body: result.payload,
});

/** Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const invokeRoute = (parts: LambdaParts, invoker: Invoker, asyncInvoker: AsyncInvoker): Route => ({
  method: 'POST',
  path: '/2015-03-31/functions/{FunctionName}/invocations',
  run: async ({ params, query, headers, body }) => {
    refuseHeaders(headers);
    const target = parseIdentifier(params['FunctionName'] ?? '', query.get('Qualifier') ?? undefined);
    const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
    const clientContext = readClientContext(headers['x-amz-client-context']);
    const { version } = resolveVersion(parts.store, parts.arn, target, () => 1);
    checkPayloadSize(body, type);
    checkJson(body);
    if (type === 'DryRun') return { status: 204, headers: { 'x-amz-executed-version': version.version } };
    if (type === 'Event') {
      const requestId = await asyncInvoker.enqueue(target, body, clientContext);
      return { status: 202, headers: { 'x-amzn-requestid': requestId } };
    }
    if (type !== 'RequestResponse')
      throw new AwsError('InvalidParameterValueException', `Unknown invocation type ${type}`);
    const options = clientContext === undefined ? {} : { clientContext };
    return answer(await invoker.invoke(target, body, options), headers['x-amz-log-type'] === 'Tail');
  },
});
