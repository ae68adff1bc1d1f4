import { AwsError } from '../kernel/aws-error.ts';
import type { Request } from '../kernel/request.ts';
import { type ChunkedBody, readAwsChunked } from './aws-chunked.ts';

/** A request as S3 reads it: which bucket and key, and a body without its transfer coding. */
export interface S3Call {
  readonly request: Request;
  /** Empty for the service itself. */
  readonly bucket: string;
  /** Empty for a bucket. */
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  /** Names in lower case; trailers and what a presigned URL carries as `x-amz-…` parameters included. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

const virtualHost = /^(.+?)\.(?:localhost|s3[.-][a-z0-9.-]*)(?::\d+)?$/;

/** Host and path to bucket and key: virtual-hosted style if the host names a bucket, path style otherwise. */
const readTarget = ({ headers, path }: Request): { bucket: string; key: string } => {
  const [, hosted] = virtualHost.exec(headers['host'] ?? headers[':authority'] ?? '') ?? [];
  const rest = path.slice(1);
  if (hosted !== undefined) return { bucket: hosted, key: decodeURIComponent(rest) };
  const slash = rest.indexOf('/');
  if (slash < 0) return { bucket: decodeURIComponent(rest), key: '' };
  return { bucket: decodeURIComponent(rest.slice(0, slash)), key: decodeURIComponent(rest.slice(slash + 1)) };
};

const signature = new Set([
  'algorithm',
  'credential',
  'date',
  'expires',
  'signedheaders',
  'signature',
  'security-token',
  'content-sha256',
]);

/** Splits a query: a presigner hoists `x-amz-…` headers into it, which S3 then takes as headers. */
const readQuery = (parameters: URLSearchParams): { query: Map<string, string>; hoisted: Record<string, string> } => {
  const query = new Map<string, string>();
  const hoisted: Record<string, string> = {};
  for (const [name, value] of parameters) {
    const lower = name.toLowerCase();
    if (lower === 'x-id') continue;
    if (!lower.startsWith('x-amz-')) query.set(name, value);
    else if (!signature.has(lower.slice('x-amz-'.length))) hoisted[lower] = value;
  }
  return { query, hoisted };
};

const withoutAwsChunked = (encoding: string): string | undefined =>
  encoding
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== 'aws-chunked')
    .join(',') || undefined;

const readBody = ({ headers, body }: Request): ChunkedBody => {
  const isChunked = headers['x-amz-content-sha256']?.startsWith('STREAMING-') === true;
  return isChunked ? readAwsChunked(body) : { body, trailers: {} };
};

/** A presigned URL is good for `X-Amz-Expires` seconds from `X-Amz-Date`. @throws AwsError AccessDenied */
const refuseExpired = ({ query }: Request, nowMs: number): void => {
  const [date, seconds] = [query.get('X-Amz-Date'), query.get('X-Amz-Expires')];
  if (date === null || seconds === null) return;
  const signedMs = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const expiresMs = signedMs + Number(seconds) * 1000;
  if (nowMs <= expiresMs) return;
  throw new AwsError('AccessDenied', 'Request has expired', {
    status: 403,
    members: { 'X-Amz-Expires': seconds, Expires: new Date(expiresMs).toISOString() },
  });
};

/** @throws AwsError InvalidURI, IncompleteBody, AccessDenied for an expired presigned URL */
export const readCall = (request: Request, nowMs: number): S3Call => {
  refuseExpired(request, nowMs);
  const { body, trailers } = readBody(request);
  const { query, hoisted } = readQuery(request.query);
  const encoding = request.headers['content-encoding'];
  try {
    return {
      request,
      ...readTarget(request),
      query,
      headers: {
        ...request.headers,
        'content-encoding': encoding === undefined ? undefined : withoutAwsChunked(encoding),
        ...hoisted,
        ...trailers,
      },
      body,
    };
  } catch (cause) {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.", { cause });
  }
};
