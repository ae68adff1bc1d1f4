import { expect, test } from 'vitest';
import { type Factories, startCloud } from '../cloud.ts';
import type { MetricDatum } from '../ports/cloudwatch.ts';
import { createSqs } from './service.ts';

test('each minute of the cloud CloudWatch learns how a queue stands', async () => {
  const data: MetricDatum[] = [];
  const cloudwatch: Factories['cloudwatch'] = () => ({
    name: 'cloudwatch',
    apis: [],
    port: { putMetrics: (some) => void data.push(...some), alarmStates: () => new Map() },
  });
  const cloud = await startCloud(
    { cloudwatch, sqs: createSqs },
    { port: 0, mqttPort: 0, logLevel: 'silent', speed: 1000 },
  );
  await fetch(cloud.endpoint, {
    method: 'POST',
    headers: {
      'x-amz-target': 'AmazonSQS.CreateQueue',
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ QueueName: 'q' }),
  });
  await cloud.services.sqs.sendMessage('arn:aws:sqs:us-east-1:000000000000:q', 'waits');
  const latest = (name: string) => data.findLast((datum) => datum.name === name);
  await expect.poll(() => latest('ApproximateNumberOfMessagesVisible')?.value).toBe(1);
  await expect.poll(() => latest('ApproximateAgeOfOldestMessage')?.value).toBeGreaterThan(0);
  await cloud.stop();
  expect(latest('ApproximateNumberOfMessagesVisible')).toMatchObject({
    namespace: 'AWS/SQS',
    dimensions: { QueueName: 'q' },
    unit: 'Count',
  });
  const sent = data.filter(({ name }) => name === 'NumberOfMessagesSent').reduce((sum, { value }) => sum + value, 0);
  expect(sent).toBe(1);
});
