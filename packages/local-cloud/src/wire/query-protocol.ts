import type { QueryApi } from '../kernel/api.ts';
import { AwsError } from '../kernel/aws-error.ts';
import { runOperation } from '../kernel/operation.ts';
import type { Request, Response } from '../kernel/request.ts';
import { operationOf } from './operation-of.ts';
import { readForm } from './query-form.ts';
import { writeXml } from './xml.ts';

const xmlResponse = (status: number, body: string): Response => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

/** Runs an AWS query request. Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const runQuery = async (api: QueryApi, request: Request): Promise<Response> => {
  const form = new URLSearchParams(request.body.toString('utf8'));
  for (const [key, value] of request.query) form.append(key, value);
  const name = form.get('Action');
  if (name === null) throw new AwsError('MissingAction', 'Missing Action');
  const operation = operationOf(api, name, request);
  form.delete('Action');
  form.delete('Version');
  const output = await runOperation(name, operation, readForm(form), request);
  const result = output === undefined ? '' : writeXml({ [`${name}Result`]: output });
  return xmlResponse(
    200,
    `<${name}Response xmlns="${api.namespace}">${result}<ResponseMetadata><RequestId>${request.id}</RequestId></ResponseMetadata></${name}Response>`,
  );
};

export const writeQueryError = (
  api: QueryApi,
  { code, message, status, members }: AwsError,
  request: Request,
): Response =>
  xmlResponse(
    status,
    `<ErrorResponse xmlns="${api.namespace}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>${writeXml({ Code: code, Message: message, ...members })}</Error><RequestId>${request.id}</RequestId></ErrorResponse>`,
  );
