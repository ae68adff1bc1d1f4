import type { RestRequest, Route } from '../../kernel/api.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';

const validSeconds = 600;

const compact = (epochMs: number): string => new Date(epochMs).toISOString().replace(/[-:]|\.\d+/g, '');

const parseCompact = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** A link under which the zip of a package can be fetched for ten minutes without signing, as GetFunction gives it. */
export const codeLocation = (
  { endpoint, clock, region, accountId }: CloudContext,
  sha256: string,
  accessKeyId: string,
): string => {
  const date = compact(clock.now());
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${date.slice(0, 8)}/${region}/lambda/aws4_request`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(validSeconds),
  });
  return `${endpoint()}/snapshots/${accountId}/${Buffer.from(sha256, 'base64').toString('hex')}?${query}`;
};

/** Serves what {@link codeLocation} points to. */
export const codeLocationRoute = ({ context, store, code }: LambdaParts): Route => ({
  method: 'GET',
  path: '/snapshots/{AccountId}/{Digest}',
  run: ({ params, query }: RestRequest) => {
    const since = parseCompact(query.get('X-Amz-Date') ?? '');
    if (!(context.clock.now() - since <= validSeconds * 1000)) {
      throw new AwsError('AccessDenied', 'Request has expired', { status: 403 });
    }
    const sha256 = Buffer.from(params['Digest'] ?? '', 'hex').toString('base64');
    if (![...store.versions.values()].some((each) => each.code.sha256 === sha256)) {
      throw new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404 });
    }
    return { headers: { 'content-type': 'application/zip' }, body: code.readZip(sha256) };
  },
});
