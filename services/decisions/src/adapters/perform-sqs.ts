import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { Perform } from '../perform.ts';
import { decisionAttribute, fifoIds } from './perform-message-id.ts';

// The URL names the queue and does not say where to call: otherwise a model's URL would lead the embedded cloud's calls to AWS.
const settings = { ...clientSettings, useQueueUrlAsEndpoint: false };

/**
 * Sends to a queue of the function's region:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html. A FIFO queue drops a repetition for
 * five minutes; another one takes it again, with the same attribute `decisionId`.
 */
export const performSqs =
  (client = new SQSClient(settings)): Perform<'sqs'> =>
  async ({ queueUrl: QueueUrl, payload, useBase64 }, origin) => {
    const MessageBody = useBase64 ? Buffer.from(payload).toString('base64') : payload;
    const fifo = QueueUrl.endsWith('.fifo') ? fifoIds(origin) : {};
    const MessageAttributes = decisionAttribute(origin);
    try {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes, ...fifo }));
    } catch (error) {
      throw sdkError('ACTION_FAILED', error);
    }
  };
