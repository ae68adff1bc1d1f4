import { lambdaHandler, lazy, processMessages } from '@signalbox/lambda-kit';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type Performers, performAction } from '../perform.ts';

/** Messages that are handled at a time: a whole batch. */
const concurrency = 10;

/** Carries out what detector models ask of AWS. */
export const handler = lambdaHandler({
  environment: {},
  wire: ({ log, counts, writes }) => {
    // Few rule sets use more than one kind of target.
    const iot = lazy(async () => (await import('../adapters/perform-iot.ts')).performIot());
    const sns = lazy(async () => (await import('../adapters/perform-sns.ts')).performSns());
    const sqs = lazy(async () => (await import('../adapters/perform-sqs.ts')).performSqs());
    const lambda = lazy(async () => (await import('../adapters/perform-lambda.ts')).performLambda());
    const performers: Performers = writes({
      iotTopicPublish: async (...parameters) => (await iot())(...parameters),
      sns: async (...parameters) => (await sns())(...parameters),
      sqs: async (...parameters) => (await sqs())(...parameters),
      lambda: async (...parameters) => (await lambda())(...parameters),
    } satisfies Performers);
    const perform = performAction({ ...performers, counts });
    return (event: SQSEvent): Promise<SQSBatchResponse> =>
      processMessages(event, { concurrency, log, counts, message: ({ body }) => perform(body) });
  },
});
