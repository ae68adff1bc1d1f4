import { lambdaHandler, lazy, processMessages, text } from '@signalbox/lambda-kit';
import type { SQSEvent } from 'aws-lambda';
import { type PutAgainPorts, putAgain } from '../put-again.ts';

/** Messages at a time: all of a batch. */
const concurrency = 10;

/** Puts on the stream what the topic rule could not put there. */
export const handler = lambdaHandler({
  environment: { TELEMETRY_STREAM: text() },
  wire: ({ environment, counts, log, writes }) => {
    const stream = lazy(async () => {
      const { kinesisStream } = await import('../adapters/kinesis-stream.ts');
      return kinesisStream(environment.TELEMETRY_STREAM);
    });
    const put: PutAgainPorts['put'] = async (entry) => (await stream()).put(entry);
    const message = putAgain({ put: writes({ put }).put, counts });
    return (event: SQSEvent) => processMessages(event, { concurrency, log, counts, message });
  },
});
