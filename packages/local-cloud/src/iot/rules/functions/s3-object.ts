import type { SqlPorts } from '@signalbox/iot-sql';
import type { CloudContext } from '../../../kernel/context.ts';

/**
 * Reads the descriptors of `decode(…, 'proto', …)`. An object that did not change is the same bytes again, so that they are parsed once.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/binary-payloads.html
 */
export function s3Object({ services }: CloudContext): NonNullable<SqlPorts['s3_object']> {
  const known = new Map<string, { readonly etag: string; readonly body: Uint8Array }>();
  return async ({ bucket, key }) => {
    const name = `${bucket}/${key}`;
    const { etag, body } = await services.s3.getObject(bucket, key);
    const before = known.get(name);
    if (before?.etag === etag) return before.body;
    known.set(name, { etag, body });
    return body;
  };
}
