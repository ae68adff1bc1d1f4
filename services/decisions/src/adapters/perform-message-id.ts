import { createHash } from 'node:crypto';
import type { ActionOrigin } from '../perform.ts';

/** What a FIFO queue or topic tells repetitions and order by. */
export interface FifoIds {
  readonly MessageDeduplicationId: string;
  readonly MessageGroupId: string;
}

/**
 * Repetitions by the decision, order by the device. An id may have 128 characters and a decision's has up to 512, hence the hash:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const fifoIds = ({ decisionId, deviceId }: ActionOrigin): FifoIds => ({
  MessageDeduplicationId: createHash('sha256').update(decisionId).digest('hex'),
  MessageGroupId: deviceId,
});

/** Says to whoever reads the message which decision it comes from: the same one twice is one. */
export const decisionAttribute = ({ decisionId }: ActionOrigin) => ({
  decisionId: { DataType: 'String', StringValue: decisionId },
});
