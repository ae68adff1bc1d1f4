import { gunzipSync } from 'node:zlib';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { QueryCommand, TimestreamQueryClient } from '@aws-sdk/client-timestream-query';
import type { ArchiveLine } from '@signalbox/contracts';
import { clientSettings } from './client-settings.ts';
import type { CloudProcess } from './cloud-process.ts';

export const cloudFormation = (cloud: CloudProcess): CloudFormationClient =>
  new CloudFormationClient(clientSettings(cloud));

/** Rows of a Timestream query, by column name; NULL is left out. */
export const queryTelemetry = async (cloud: CloudProcess, QueryString: string): Promise<Record<string, string>[]> => {
  const client = new TimestreamQueryClient(clientSettings(cloud));
  const rows: Record<string, string>[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new QueryCommand({ QueryString, ...(NextToken === undefined ? {} : { NextToken }) }),
    );
    const names = page.ColumnInfo?.map(({ Name }) => Name ?? '') ?? [];
    for (const { Data = [] } of page.Rows ?? []) {
      const cells = Data.flatMap(({ ScalarValue }, index) =>
        ScalarValue === undefined ? [] : [[names[index] ?? '', ScalarValue] as const],
      );
      rows.push(Object.fromEntries(cells));
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  client.destroy();
  return rows;
};

export interface StoredCommand {
  readonly commandId: string;
  readonly deviceId: string;
  readonly status: string;
  readonly name: string;
}

/** Every command of the ledger. */
export const allCommands = async (cloud: CloudProcess): Promise<StoredCommand[]> => {
  const client = new DynamoDBClient(clientSettings(cloud));
  const { Items = [] } = await client.send(
    new ScanCommand({ TableName: 'signalbox-local-commands', ConsistentRead: true }),
  );
  client.destroy();
  return Items.map(({ commandId, deviceId, status, name }) => ({
    commandId: commandId?.S ?? '',
    deviceId: deviceId?.S ?? '',
    status: status?.S ?? '',
    name: name?.S ?? '',
  }));
};

const archiveBucket = 'signalbox-local-archive-000000000000-us-east-1';

/** Every line of the archive. A record may stand in it more than once; its position tells. */
export const archivedLines = async (cloud: CloudProcess): Promise<ArchiveLine[]> => {
  const client = new S3Client({ ...clientSettings(cloud), forcePathStyle: true });
  const lines: ArchiveLine[] = [];
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: archiveBucket, Prefix: 'archive/' }));
  for (const { Key } of Contents) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: archiveBucket, Key }));
    const text = gunzipSync((await Body?.transformToByteArray()) ?? Buffer.alloc(0)).toString();
    lines.push(
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as ArchiveLine),
    );
  }
  client.destroy();
  return lines;
};

/**
 * Asks until `check` holds for the answer. What was in flight when something was killed may come back only after a queue's visibility timeout
 * (two minutes) or a sweep (one), and other tests use the machine too.
 * @throws what was seen last, when `timeoutMs` have passed
 */
export const eventually = async <T>(
  ask: () => Promise<T>,
  check: (answer: T) => boolean,
  timeoutMs = 300_000,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (check(answer)) return answer;
    if (Date.now() > deadline)
      throw new Error(`not within ${timeoutMs} ms; last seen: ${JSON.stringify(answer)?.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

/** What the decisions service counted under a name since it was deployed. */
export const decisionsCounted = async (cloud: CloudProcess, MetricName: string): Promise<number> => {
  const client = new CloudWatchClient(clientSettings(cloud));
  const Dimensions = [
    { Name: 'service', Value: 'decisions' },
    { Name: 'stage', Value: 'local' },
  ];
  const hourMs = 3_600_000;
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      ...{ Namespace: 'Signalbox', MetricName, Dimensions, Period: 3600, Statistics: ['Sum'] },
      ...{ StartTime: new Date(Date.now() - hourMs), EndTime: new Date(Date.now() + hourMs) },
    }),
  );
  client.destroy();
  return Datapoints.reduce((total, { Sum = 0 }) => total + Sum, 0);
};
