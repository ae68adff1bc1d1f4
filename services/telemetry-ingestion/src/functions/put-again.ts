import { clientSettings, lambdaHandler, lazy, processMessages, text } from '@signalbox/lambda-kit';
import type { SQSEvent } from 'aws-lambda';
import { kinesisPut } from '../adapters/kinesis-stream.ts';
import { putAgain } from '../put-again.ts';

/** Messages at a time: all of a batch. */
const concurrency = 10;

/** Puts on the stream what the topic rule could not put there. */
export const handler = lambdaHandler({
  environment: { TELEMETRY_STREAM: text() },
  wire: ({ environment, counts, log, writes }) => {
    const client = lazy(async () => new (await import('@aws-sdk/client-kinesis')).KinesisClient(clientSettings));
    const put = kinesisPut({ client, streamName: environment.TELEMETRY_STREAM });
    const message = putAgain({ put: writes({ put }).put, counts });
    return (event: SQSEvent) => processMessages(event, { concurrency, log, counts, message });
  },
});
