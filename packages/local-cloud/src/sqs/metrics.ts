import type { MetricDatum } from '../ports/cloudwatch.ts';
import type { Broker } from './broker.ts';
import type { Queue } from './queue.ts';

/**
 * What SQS tells CloudWatch of a queue each minute.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export const queueMetrics = (broker: Broker, queue: Queue, nowMs: number): readonly MetricDatum[] => {
  const { visible, inFlight, delayed, oldestSentAt } = broker.live(queue).counts();
  const values: Readonly<Record<string, number>> = {
    ApproximateNumberOfMessagesVisible: visible,
    ApproximateNumberOfMessagesNotVisible: inFlight,
    ApproximateNumberOfMessagesDelayed: delayed,
    NumberOfMessagesSent: 0,
    NumberOfMessagesReceived: 0,
    NumberOfMessagesDeleted: 0,
    NumberOfEmptyReceives: 0,
    ...broker.takeCounts(queue),
  };
  const datum = (name: string, value: number, unit: string): MetricDatum => ({
    namespace: 'AWS/SQS',
    name,
    value,
    unit,
    dimensions: { QueueName: queue.name },
    timestamp: nowMs,
  });
  const ageSeconds = oldestSentAt === undefined ? 0 : Math.floor((nowMs - oldestSentAt) / 1000);
  return [
    ...Object.entries(values).map(([name, value]) => datum(name, value, 'Count')),
    datum('ApproximateAgeOfOldestMessage', ageSeconds, 'Seconds'),
  ];
};
