import { partitionKeyOf, type TelemetryRecord } from '@signalbox/contracts';
import { PermanentError } from '@signalbox/lambda-kit';

/** A message that the topic rule could not put on the stream, to be put there after all. */
export interface StreamEntry {
  readonly partitionKey: string;
  readonly record: TelemetryRecord;
}

const unreadable = (what: string, cause?: unknown) =>
  new PermanentError('RULE_ERROR_UNREADABLE', `the message of the error action ${what}`, { cause });

const parseObject = (body: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (error) {
    throw unreadable('is not JSON', error);
  }
  throw unreadable('is not an object');
};

const textOf = (message: Record<string, unknown>, member: string, otherwise?: string): string => {
  const value = message[member] ?? otherwise;
  if (typeof value !== 'string') throw unreadable(`has no ${member}`);
  return value;
};

/**
 * Reads what the error action of the rule sent (https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html,
 * "Error action message format") and wraps the message as the rule would have. When it was received only the queue still
 * knows: `sentAt`, epoch ms. Throws a PermanentError `RULE_ERROR_UNREADABLE`.
 */
export const streamEntryOf = (body: string, sentAt: number): StreamEntry => {
  const message = parseObject(body);
  const topic = textOf(message, 'topic');
  const payload = textOf(message, 'base64OriginalPayload');
  // `clientid()` of a message that was not published over MQTT.
  const clientId = textOf(message, 'clientId', 'n/a');
  return { partitionKey: partitionKeyOf(topic), record: { payload, topic, clientId, receivedAt: sentAt } };
};
