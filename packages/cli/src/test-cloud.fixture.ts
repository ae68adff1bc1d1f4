import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateStreamCommand, DescribeStreamSummaryCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import type { Cloud } from '@signalbox/local-cloud';
import { expect, vi } from 'vitest';
import { namesOf } from './names.ts';

const { detectorStateTable: TableName, telemetryStream: StreamName } = namesOf('local');

/** What a client of the SDK needs to call the cloud. */
export const settingsOf = ({ endpoint }: Cloud) => ({
  ...{ endpoint, region: 'us-east-1' },
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** As the service `foundation` has it; ready when it is done. */
export const createTelemetryStream = async (cloud: Cloud, ShardCount: number): Promise<void> => {
  const kinesis = new KinesisClient(settingsOf(cloud));
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }));
  await vi.waitFor(
    async () => {
      const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
      expect(StreamDescriptionSummary?.StreamStatus).toBe('ACTIVE');
    },
    { timeout: 10_000, interval: 50 },
  );
  kinesis.destroy();
};

/** As the service `foundation` has it, with these states by device. */
export const createStateTable = async (cloud: Cloud, states: Readonly<Record<string, unknown>>): Promise<void> => {
  const dynamo = new DynamoDBClient(settingsOf(cloud));
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'deviceId', AttributeType: 'S' },
        { AttributeName: 'ruleSet', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'deviceId', KeyType: 'HASH' },
        { AttributeName: 'ruleSet', KeyType: 'RANGE' },
      ],
    }),
  );
  for (const [deviceId, state] of Object.entries(states)) {
    const text = { deviceId, ruleSet: 'default', fleet: 'demo', state: JSON.stringify(state) };
    const Item = Object.fromEntries(Object.entries(text).map(([name, S]) => [name, { S }]));
    // A table is CREATING at first.
    const put = () => dynamo.send(new PutItemCommand({ TableName, Item }));
    await vi.waitFor(put, { timeout: 10_000, interval: 50 });
  }
  dynamo.destroy();
};
