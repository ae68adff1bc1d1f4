import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { QueryCommand, TimestreamQueryClient } from '@aws-sdk/client-timestream-query';
import { archiveBucket, clientSettings } from './client-settings.ts';
import { fleet, type Message } from './traffic.ts';

/** What is kept of what devices said. */
export interface Kept {
  /** {@link messageKey} of all that the archive holds. */
  readonly archived: ReadonlySet<string>;
  /** Of all that is in quarantine, or in the failure destination of a function. */
  readonly quarantined: ReadonlySet<string>;
  /** `<device> <epoch ms>` of the rows of the store. */
  readonly rows: ReadonlySet<string>;
}

export const messageKey = ({ payload, topic }: Message): string => `${topic} ${payload}`;

const linesUnder = async function* (client: S3Client, Prefix: string): AsyncGenerator<string> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: archiveBucket, Prefix })) {
    for (const { Key } of Contents) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: archiveBucket, Key }));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : Buffer.from(bytes)).toString();
      yield* text.split('\n').filter(Boolean);
    }
  }
};

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'topic' in value && 'payload' in value;

const messagesUnder = async (client: S3Client, prefix: string): Promise<Set<string>> => {
  const keys = new Set<string>();
  for await (const line of linesUnder(client, prefix)) {
    const value: unknown = JSON.parse(line);
    if (isMessage(value)) keys.add(messageKey(value));
  }
  return keys;
};

/** Batches that a function failed for good, with their records. */
const failedMessages = async (client: S3Client, functionName: string): Promise<readonly string[]> => {
  const keys: string[] = [];
  for await (const line of linesUnder(client, 'aws/lambda/')) {
    if (!line.includes(functionName)) continue;
    const { payload = {} } = JSON.parse(line) as { payload?: string | object };
    const event = (typeof payload === 'string' ? JSON.parse(payload) : payload) as {
      Records?: { kinesis: { data: string } }[];
    };
    for (const { kinesis } of event.Records ?? []) {
      const value: unknown = JSON.parse(Buffer.from(kinesis.data, 'base64').toString());
      if (isMessage(value)) keys.push(messageKey(value));
    }
  }
  return keys;
};

const epochMs = (timestamp: string): number => Date.parse(`${timestamp.slice(0, 23).replace(' ', 'T')}Z`);

const storedRows = async (endpoint: string): Promise<Set<string>> => {
  const client = new TimestreamQueryClient(clientSettings(endpoint));
  const QueryString = `SELECT deviceId, time FROM "signalbox-local"."telemetry" WHERE fleet = '${fleet}'`;
  const rows = new Set<string>();
  let NextToken: string | undefined;
  do {
    const page = await client.send(new QueryCommand({ QueryString, ...(NextToken !== undefined && { NextToken }) }));
    for (const { Data = [] } of page.Rows ?? []) {
      rows.add(`${Data[0]?.ScalarValue} ${epochMs(Data[1]?.ScalarValue ?? '')}`);
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  client.destroy();
  return rows;
};

export const keptTelemetry = async (endpoint: string): Promise<Kept> => {
  const client = new S3Client({ ...clientSettings(endpoint), forcePathStyle: true });
  const archived = await messagesUnder(client, 'archive/');
  const quarantined = await messagesUnder(client, 'quarantine/');
  for (const key of await failedMessages(client, 'telemetry-ingestion')) quarantined.add(key);
  client.destroy();
  return { archived, quarantined, rows: await storedRows(endpoint) };
};
