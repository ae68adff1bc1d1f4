import type { CloudContext } from '../../kernel/context.ts';
import type { Delivery } from './delivery-queue.ts';

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

/**
 * Sends an event that was given up to the target's dead-letter queue.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export const sendToDeadLetterQueue = async (
  queueArn: string,
  delivery: Delivery,
  failure: { readonly code: string; readonly message: string; readonly exhausted?: string },
  attempts: number,
  { services }: CloudContext,
): Promise<void> => {
  await services.sqs.sendMessage(queueArn, JSON.stringify(delivery.event), {
    messageAttributes: {
      RULE_ARN: text(delivery.ruleArn),
      TARGET_ARN: text(delivery.target.Arn ?? ''),
      ERROR_CODE: text(failure.code),
      ERROR_MESSAGE: text(failure.message),
      ...(failure.exhausted === undefined ? {} : { EXHAUSTED_RETRY_CONDITION: text(failure.exhausted) }),
      RETRY_ATTEMPTS: { DataType: 'Number', StringValue: String(attempts) },
    },
  });
};
