import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { startCloud } from '../cloud.ts';
import { createSqs } from '../sqs/service.ts';
import { createKinesis } from './service.ts';

/** Puts records and messages without end, and says of each that it was acknowledged. */
const script = (directory: string) => `
  import { startCloud } from '${new URL('../cloud.ts', import.meta.url)}';
  import { createKinesis } from '${new URL('./service.ts', import.meta.url)}';
  import { createSqs } from '${new URL('../sqs/service.ts', import.meta.url)}';
  const cloud = await startCloud({ kinesis: createKinesis, sqs: createSqs }, { port: 0, mqttPort: 0, dataDirectory: ${JSON.stringify(directory)} });
  const call = (service, target, body) => fetch(cloud.endpoint, { method: 'POST', body: JSON.stringify(body), headers: {
    'x-amz-target': target, authorization: \`AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/\${service}/aws4_request, SignedHeaders=host, Signature=0\` } });
  await call('kinesis', 'Kinesis_20131202.CreateStream', { StreamName: 's', StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
  await call('sqs', 'AmazonSQS.CreateQueue', { QueueName: 'q' });
  const { kinesis, sqs } = cloud.services;
  for (let n = 0; ; n += 1) {
    await Promise.all([
      kinesis.putRecords('s', [{ data: Buffer.from(String(n)), partitionKey: String(n) }]),
      sqs.sendMessage('arn:aws:sqs:us-east-1:000000000000:q', String(n)),
    ]);
    console.log(n);
  }
`;

const killAfter = (directory: string, count: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script(directory)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let acknowledged = -1;
    createInterface({ input: child.stdout }).on('line', (line) => {
      acknowledged = Number(line);
      if (acknowledged === count) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', () => resolve(acknowledged));
  });

test('a kill loses no record and no message that was acknowledged', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-kill-'));
  const acknowledged = await killAfter(directory, 200);
  expect(acknowledged).toBeGreaterThanOrEqual(200);
  const cloud = await startCloud(
    { kinesis: createKinesis, sqs: createSqs },
    { port: 0, mqttPort: 0, logLevel: 'error', dataDirectory: directory },
  );
  const { kinesis, sqs } = cloud.services;
  const records = kinesis
    .shardIds('s')
    .flatMap((shard) => kinesis.read('s', shard, { from: 'TRIM_HORIZON' }, 10_000).records)
    .map(({ data }) => Number(Buffer.from(data).toString()));
  const messages = new Set(
    (await sqs.receive('arn:aws:sqs:us-east-1:000000000000:q', 10_000)).map(({ body }) => Number(body)),
  );
  await cloud.stop();
  rmSync(directory, { recursive: true });
  const expected = Array.from({ length: acknowledged + 1 }, (_, n) => n);
  expect(expected.filter((n) => !records.includes(n))).toEqual([]);
  expect(expected.filter((n) => !messages.has(n))).toEqual([]);
});
