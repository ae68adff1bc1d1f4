import { verifyBody } from '../body.ts';
import { checksumHeaders } from '../checksum.ts';
import { detailHeaders, readDetails } from '../details.ts';
import { quoted } from '../object-version.ts';
import type { S3Operation } from '../s3-operation.ts';
import type { S3State } from '../state.ts';
import { writtenHeaders } from './object-headers.ts';

export const putObject = (state: S3State): S3Operation => ({
  name: 'PutObject',
  method: 'PUT',
  on: 'object',
  headers: detailHeaders,
  run: async (call) => {
    const { buckets, objects } = state;
    const { bucket, key, body, headers } = call;
    buckets.get(bucket);
    const details = readDetails(call);
    const { etag, checksum } = verifyBody(call);
    const file = await objects.files.write(body);
    const version = objects.put(
      { bucket, key, file, size: body.length, etag, details: { ...details, checksum } },
      headers,
    );
    return { headers: { etag: quoted(etag), ...checksumHeaders(checksum), ...writtenHeaders(state, version) } };
  },
});
