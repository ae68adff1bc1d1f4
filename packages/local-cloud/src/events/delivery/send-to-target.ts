import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { Delivery } from './delivery-queue.ts';
import { valueAt } from './json-path.ts';

/** Puts an event that came from another bus on this one. */
export type Forward = (busArn: string, delivery: Delivery) => void;

type Send = (delivery: Delivery, context: CloudContext) => Promise<void>;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** A template may also be several lines of quoted strings. */
const requireJson = (input: string): void => {
  const lines = input.split('\n').filter((line) => line.trim() !== '');
  if (isJson(input) || (lines.length > 1 && lines.every(isJson))) return;
  throw new AwsError('INVALID_JSON', 'The input of the target is not valid JSON');
};

const toLambda: Send = async ({ target, input, ruleArn }, { services }) => {
  await services.lambda.invoke(target.Arn ?? '', Buffer.from(input), 'Event', {
    principal: 'events.amazonaws.com',
    sourceArn: ruleArn,
  });
};

const toQueue: Send = async ({ target, input }, { services }) => {
  const { MessageGroupId } = target.SqsParameters ?? {};
  await services.sqs.sendMessage(
    target.Arn ?? '',
    input,
    MessageGroupId === undefined ? {} : { messageGroupId: MessageGroupId },
  );
};

const toTopic: Send = async ({ target, input }, { services }) => {
  await services.sns.publish(target.Arn ?? '', input);
};

const toStream: Send = async ({ target, input, event }, { services }) => {
  const path = target.KinesisParameters?.PartitionKeyPath;
  const partitionKey = path === undefined ? event.id : String(valueAt(event, path) ?? event.id);
  await services.kinesis.putRecords(target.Arn ?? '', [{ data: Buffer.from(input), partitionKey }]);
};

const toLogGroup: Send = async ({ target, input, ruleName, createdAt }, { services, storage }) => {
  const group = (target.Arn ?? '').split(':log-group:').at(-1)?.replace(/:\*$/, '') ?? '';
  services.logs.write(group, ruleName, [{ timestamp: createdAt, message: input }]);
  await storage.flush();
};

const senders: readonly (readonly [RegExp, Send])[] = [
  [/^arn:[^:]+:lambda:[^:]+:\d+:function:/, toLambda],
  [/^arn:[^:]+:sqs:/, toQueue],
  [/^arn:[^:]+:sns:/, toTopic],
  [/^arn:[^:]+:kinesis:[^:]+:\d+:stream\//, toStream],
  [/^arn:[^:]+:logs:[^:]+:\d+:log-group:/, toLogGroup],
];
const busPattern = /^arn:[^:]+:events:[^:]+:\d+:event-bus\//;

const senderOf = (arn: string): Send | undefined => senders.find(([pattern]) => pattern.test(arn))?.[1];

/** @throws UnsupportedError for a kind of target that is not built */
export const refuseUnknownTarget = (arn: string): void => {
  if (senderOf(arn) === undefined && !busPattern.test(arn)) throw new UnsupportedError(`the EventBridge target ${arn}`);
};

/** Sends a delivery; resolves when the target holds it durably. @throws AwsError as the target answers */
export const sendToTarget = async (delivery: Delivery, context: CloudContext, forward: Forward): Promise<void> => {
  const arn = delivery.target.Arn ?? '';
  requireJson(delivery.input);
  if (busPattern.test(arn)) return forward(arn, delivery);
  const send = senderOf(arn);
  if (send === undefined) throw new UnsupportedError(`the EventBridge target ${arn}`);
  await send(delivery, context);
};
