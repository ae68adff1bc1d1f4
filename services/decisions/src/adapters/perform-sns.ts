import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { Perform } from '../perform.ts';
import { decisionAttribute, fifoIds } from './perform-message-id.ts';

/**
 * Publishes to a topic: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html. A FIFO topic drops a repetition for five
 * minutes; another one publishes it again, with the same attribute `decisionId`.
 */
export const performSns =
  (client = new SNSClient(clientSettings)): Perform<'sns'> =>
  async ({ targetArn: TargetArn, payload: Message }, origin) => {
    const fifo = TargetArn.endsWith('.fifo') ? fifoIds(origin) : {};
    const MessageAttributes = decisionAttribute(origin);
    try {
      await client.send(new PublishCommand({ TargetArn, Message, MessageAttributes, ...fifo }));
    } catch (error) {
      throw sdkError('ACTION_FAILED', error);
    }
  };
