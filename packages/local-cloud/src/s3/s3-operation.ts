import { AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import type { Response } from '../kernel/request.ts';
import { checksumAlgorithms, checksumHeader } from './checksum.ts';
import type { S3Call } from './s3-call.ts';

/** One operation of the S3 API: what leads a request to it, what it accepts, what it does. */
export interface S3Operation {
  readonly name: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD';
  readonly on: 'service' | 'bucket' | 'object';
  /** The query parameter that selects it, e.g. `uploads`. */
  readonly selector?: string;
  /** The header that selects it, e.g. `x-amz-copy-source`. */
  readonly selectorHeader?: string;
  /** Further query parameters that it honours. */
  readonly query?: readonly string[];
  /** Further `x-amz-…` headers that it honours; `x-amz-meta-*` is written `x-amz-meta-`. */
  readonly headers?: readonly string[];
  readonly run: (call: S3Call) => Response | Promise<Response>;
}

/** Headers of every request, which say nothing about what is to be done. */
const common: readonly string[] = [
  'x-amz-date',
  'x-amz-content-sha256',
  'x-amz-security-token',
  'x-amz-user-agent',
  'x-amz-decoded-content-length',
  'x-amz-trailer',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-expected-bucket-owner',
  ...checksumAlgorithms.map(checksumHeader),
];

const isAccepted = (header: string, accepted: readonly string[]): boolean =>
  common.includes(header) ||
  accepted.includes(header) ||
  (header.startsWith('x-amz-meta-') && accepted.includes('x-amz-meta-'));

const refuseStrangers = (
  { name, selector, selectorHeader = '', query = [], headers = [] }: S3Operation,
  call: S3Call,
): void => {
  for (const parameter of call.query.keys()) {
    if (parameter !== selector && !query.includes(parameter)) {
      throw new UnsupportedError(`the query parameter ${parameter} of s3:${name}`);
    }
  }
  for (const [header, value] of Object.entries(call.headers)) {
    if (value === undefined || !header.startsWith('x-amz-') || header === selectorHeader) continue;
    if (!isAccepted(header, headers)) throw new UnsupportedError(`the header ${header} of s3:${name}`);
  }
};

const levelOf = ({ bucket, key }: S3Call): S3Operation['on'] => {
  if (bucket === '') return 'service';
  return key === '' ? 'bucket' : 'object';
};

const fits = (operation: S3Operation, call: S3Call): boolean =>
  operation.method === call.request.method &&
  operation.on === levelOf(call) &&
  (operation.selector === undefined || call.query.has(operation.selector)) &&
  (operation.selectorHeader === undefined || call.headers[operation.selectorHeader] !== undefined);

const specificity = ({ selector, selectorHeader }: S3Operation): number =>
  (selector === undefined ? 0 : 2) + (selectorHeader === undefined ? 0 : 1);

/** Runs a call by the operation that fits it best. @throws UnsupportedError naming what is not honoured */
export const createRunner = (operations: readonly S3Operation[], accountId: string) => {
  const ordered = operations.toSorted((a, b) => specificity(b) - specificity(a));
  return async (call: S3Call): Promise<Response> => {
    const operation = ordered.find((each) => fits(each, call));
    const { method, path } = call.request;
    if (operation === undefined)
      throw new UnsupportedError(`s3: ${method} ${path}?${[...call.query.keys()].join('&')}`);
    refuseStrangers(operation, call);
    const owner = call.headers['x-amz-expected-bucket-owner'];
    if (owner !== undefined && owner !== accountId)
      throw new AwsError('AccessDenied', 'Access Denied', { status: 403 });
    return operation.run(call);
  };
};
