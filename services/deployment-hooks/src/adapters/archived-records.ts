import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { clientSettings, settleBounded } from '@signalbox/lambda-kit';
import { hourPrefixes, type RecordSource } from './recent-records.ts';

export interface ArchivedRecordsOptions<L> {
  /** Default: one of its own. */
  readonly client?: S3Client;
  readonly bucket: string;
  /** The lines of an object's NDJSON. */
  readonly parse: (ndjson: string) => readonly L[];
}

const objectsAtATime = 8;

const unzip = promisify(gunzip);

/** Records that are archived already: objects that were put since `from`. */
export const archivedRecords = <L>({
  client = new S3Client(clientSettings),
  bucket,
  parse,
}: ArchivedRecordsOptions<L>): RecordSource<L> => {
  const keysOf = async (Prefix: string, from: number, abortSignal: AbortSignal): Promise<string[]> => {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const page = new ListObjectsV2Command({
        Bucket: bucket,
        Prefix,
        ...(token !== undefined && { ContinuationToken: token }),
      });
      const { Contents = [], NextContinuationToken } = await client.send(page, { abortSignal });
      for (const { Key = '', LastModified } of Contents) if ((LastModified?.getTime() ?? 0) >= from) keys.push(Key);
      token = NextContinuationToken;
    } while (token !== undefined);
    return keys;
  };

  const linesOf = async (Key: string, abortSignal: AbortSignal) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }), { abortSignal });
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    return parse((await unzip(bytes)).toString('utf8'));
  };

  return async (bounds, take, signal) => {
    for (const prefix of hourPrefixes(bounds)) {
      const keys = await keysOf(prefix, bounds.from, signal);
      let goOn = true;
      const outcomes = await settleBounded(keys, objectsAtATime, async (key) => {
        if (!goOn) return;
        for (const line of await linesOf(key, signal)) goOn &&= take(line);
      });
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
      if (!goOn) return;
    }
  };
};
