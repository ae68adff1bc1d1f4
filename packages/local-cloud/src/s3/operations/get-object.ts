import { AwsError } from '../../kernel/aws-error.ts';
import type { Response } from '../../kernel/request.ts';
import { isKnownToReader } from '../conditions.ts';
import { type ObjectVersion, quoted } from '../object-version.ts';
import type { S3Call } from '../s3-call.ts';
import type { S3Operation } from '../s3-operation.ts';
import type { S3State } from '../state.ts';
import { objectHeaders } from './object-headers.ts';

interface Range {
  readonly start: number;
  readonly length: number;
}

/**
 * Reads a single byte range; anything else is taken as none, as HTTP has it.
 * @throws AwsError InvalidRange if it lies behind the object's end
 */
const readRange = (header: string | undefined, size: number): Range | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start < size && !(first === '' && Number(last) === 0)) return { start, length: end - start + 1 };
  throw new AwsError('InvalidRange', 'The requested range is not satisfiable', {
    status: 416,
    members: { RangeRequested: header, ActualObjectSize: size },
  });
};

/** `response-content-type` and the like replace headers of the answer. */
const overrides: Readonly<Record<string, string>> = {
  'response-content-type': 'content-type',
  'response-content-language': 'content-language',
  'response-content-encoding': 'content-encoding',
  'response-content-disposition': 'content-disposition',
  'response-cache-control': 'cache-control',
  'response-expires': 'expires',
};

const overridden = ({ query }: S3Call): Record<string, string> =>
  Object.fromEntries(
    [...query].flatMap(([name, value]) => (overrides[name] === undefined ? [] : [[overrides[name], value]])),
  );

const rangeOf = ({ headers }: S3Call, version: ObjectVersion): Range | undefined => {
  const ifRange = headers['if-range'];
  const isOutdated = ifRange !== undefined && ifRange !== quoted(version.etag);
  return isOutdated ? undefined : readRange(headers['range'], version.size);
};

const read = (state: S3State, call: S3Call, isHead: boolean): Response => {
  const version = state.objects.find(call.bucket, call.key, call.query.get('versionId'));
  const common = objectHeaders(state, version, call.headers['x-amz-checksum-mode'] === 'ENABLED');
  if (isKnownToReader(call.headers, version)) return { status: 304, headers: { etag: quoted(version.etag) } };
  const range = rangeOf(call, version);
  const { start, length } = range ?? { start: 0, length: version.size };
  // A part of the bytes cannot be held against the checksum of all of them.
  const whole = Object.entries(common).filter(([name]) => range === undefined || !name.startsWith('x-amz-checksum-'));
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      ...Object.fromEntries(whole),
      ...overridden(call),
      ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${start + length - 1}/${version.size}` }),
      'content-length': String(length),
    },
    body: isHead ? '' : state.objects.read(version, start, length),
  };
};

const accepted = { query: ['versionId', ...Object.keys(overrides)], headers: ['x-amz-checksum-mode'] };

export const getObject = (state: S3State): S3Operation => ({
  name: 'GetObject',
  method: 'GET',
  on: 'object',
  ...accepted,
  run: (call) => read(state, call, false),
});

export const headObject = (state: S3State): S3Operation => ({
  name: 'HeadObject',
  method: 'HEAD',
  on: 'object',
  ...accepted,
  run: (call) => read(state, call, true),
});
