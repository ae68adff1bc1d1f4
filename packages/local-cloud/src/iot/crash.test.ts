import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateTopicRuleCommand, IoTClient } from '@aws-sdk/client-iot';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis';
import mqtt from 'mqtt';
import { afterEach, expect, it } from 'vitest';

interface Running {
  readonly process: ChildProcess;
  readonly endpoint: string;
  readonly mqtt: string;
}

const directory = mkdtempSync(join(tmpdir(), 'iot-crash-'));
const processes: ChildProcess[] = [];
afterEach(() => {
  for (const each of processes) each.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

async function start(): Promise<Running> {
  const script = fileURLToPath(new URL('testing/crashing-cloud.ts', import.meta.url));
  const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  processes.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, ...(JSON.parse(line.toString()) as { endpoint: string; mqtt: string }) };
}

function options(endpoint: string) {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  return { endpoint, region: 'us-east-1', maxAttempts: 1, credentials };
}

async function prepare({ endpoint }: Running): Promise<void> {
  const kinesis = new KinesisClient(options(endpoint));
  await kinesis.send(
    new CreateStreamCommand({ StreamName: 'telemetry', StreamModeDetails: { StreamMode: 'ON_DEMAND' } }),
  );
  const action = {
    kinesis: { roleArn: 'arn:aws:iam::000000000000:role/r', streamName: 'telemetry', partitionKey: 'k' },
  };
  const topicRulePayload = { sql: "SELECT * FROM 'dt/#'", awsIotSqlVersion: '2016-03-23', actions: [action] };
  await new IoTClient(options(endpoint)).send(new CreateTopicRuleCommand({ ruleName: 'r', topicRulePayload }));
  kinesis.destroy();
}

/** Publishes until the connection is lost. @returns what was acknowledged */
async function publishUntilLost(
  address: string,
  clientId: string,
  wanted: number,
  kill: () => void,
): Promise<string[]> {
  const client = mqtt.connect(`mqtt://${address}`, { clientId, reconnectPeriod: 0 });
  client.on('error', () => undefined);
  await new Promise((resolve) => client.once('connect', resolve));
  const acknowledged: string[] = [];
  const lost = new Promise<void>((resolve) => client.once('close', () => resolve()));
  for (let index = 0; index < wanted * 2; index += 1) {
    const payload = `${clientId}-${index}`;
    client.publish('dt/x', payload, { qos: 1 }, (error) => {
      if (error) return;
      acknowledged.push(payload);
      if (acknowledged.length === wanted) kill();
    });
  }
  await lost;
  client.end(true);
  return acknowledged;
}

async function readAll({ endpoint }: Running): Promise<Set<string>> {
  const kinesis = new KinesisClient(options(endpoint));
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: 'telemetry' }));
  const found = new Set<string>();
  for (const { ShardId } of Shards) await readShard(kinesis, ShardId, found);
  kinesis.destroy();
  return found;
}

async function readShard(kinesis: KinesisClient, ShardId: string | undefined, found: Set<string>): Promise<void> {
  const start = { StreamName: 'telemetry', ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
  let { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(start));
  for (let read = 1; read > 0; ) {
    const { Records = [], NextShardIterator } = await kinesis.send(
      new GetRecordsCommand({ ShardIterator, Limit: 10_000 }),
    );
    for (const { Data = [] } of Records) found.add(Buffer.from(Data).toString());
    read = Records.length;
    ShardIterator = NextShardIterator;
  }
}

it('loses nothing that it acknowledged when it is killed', async () => {
  const first = await start();
  await prepare(first);
  const kill = () => first.process.kill('SIGKILL');
  const clients = ['a', 'b', 'c'].map((clientId) => publishUntilLost(first.mqtt, clientId, 500, kill));
  const acknowledged = (await Promise.all(clients)).flat();
  const second = await start();
  const stored = await readAll(second);
  expect(acknowledged.length).toBeGreaterThanOrEqual(500);
  expect(acknowledged.filter((payload) => !stored.has(payload))).toEqual([]);
});
