import { AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import type { MessageAttributes } from './message.ts';
import { numberSetting, type Queue } from './queue.ts';
import { invalidParameter, missingParameter } from './sqs-error.ts';

/** A message as it is sent. */
export interface NewMessage {
  readonly body: string;
  readonly attributes?: MessageAttributes | undefined;
  readonly delaySeconds?: number | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly traceHeader?: string | undefined;
}

// Characters that XML 1.0 has: #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF
// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const foreign = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const attributeSize = (attributes: MessageAttributes): number =>
  Object.entries(attributes).reduce((sum, [name, { DataType, StringValue = '', BinaryValue = '' }]) => {
    const value = DataType.startsWith('Binary')
      ? Buffer.from(BinaryValue, 'base64').length
      : Buffer.byteLength(StringValue);
    return sum + Buffer.byteLength(name) + Buffer.byteLength(DataType) + value;
  }, 0);

/** Bytes of a message as the limits count them. */
export const sizeOf = ({ body, attributes = {} }: NewMessage): number =>
  Buffer.byteLength(body) + attributeSize(attributes);

const refuseAttribute = (
  name: string,
  attribute: MessageAttributes[string] & { StringListValues?: unknown; BinaryListValues?: unknown },
): void => {
  const invalid = (reason: string) =>
    new AwsError('InvalidParameterValue', `The message attribute '${name}' ${reason}.`);
  if (!/^[\w.-]{1,256}$/.test(name) || /^(aws|amazon)\.|^\.|\.$|\.\./i.test(name)) throw invalid('has an invalid name');
  if (!/^(String|Number|Binary)(\..+)?$/.test(attribute.DataType ?? '')) {
    throw invalid(
      'has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String',
    );
  }
  if (attribute.StringListValues !== undefined || attribute.BinaryListValues !== undefined)
    throw new UnsupportedError('list values of message attributes');
  const isBinary = attribute.DataType.startsWith('Binary');
  const value = isBinary ? attribute.BinaryValue : attribute.StringValue;
  if (value === undefined || value === '') throw invalid('must contain a non-empty message attribute value');
  if (attribute.DataType.startsWith('Number') && Number.isNaN(Number(value))) throw invalid('must be a number');
};

/**
 * Judges a message for a queue.
 * @throws AwsError InvalidMessageContents, InvalidParameterValue, MissingParameter
 */
export const checkMessage = (queue: Queue, message: NewMessage): void => {
  if (message.body === '') throw missingParameter('MessageBody');
  if (foreign.test(message.body))
    throw new AwsError('InvalidMessageContents', 'Invalid characters found in the message body');
  const attributes = Object.entries(message.attributes ?? {});
  if (attributes.length > 10)
    throw new AwsError(
      'InvalidParameterValue',
      `Number of message attributes [${attributes.length}] exceeds the allowed maximum [10].`,
    );
  for (const [name, attribute] of attributes) refuseAttribute(name, attribute);
  const limit = numberSetting(queue, 'MaximumMessageSize');
  if (sizeOf(message) > limit) {
    throw new AwsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
  }
  const { delaySeconds } = message;
  if (delaySeconds !== undefined && !(delaySeconds >= 0 && delaySeconds <= 900)) {
    throw invalidParameter('DelaySeconds', delaySeconds, 'DelaySeconds must be >= 0 and <= 900.');
  }
};
