import { createHash, type Hash } from 'node:crypto';
import type { MessageAttributes } from './message.ts';

const addPart = (hash: Hash, part: Buffer): void => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  hash.update(length).update(part);
};

const isBinary = (dataType: string): boolean => dataType.startsWith('Binary');

/**
 * The MD5 of message attributes: for each in order of name its name, type, kind of transport and value.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 * @returns undefined if there are none
 */
export const md5OfAttributes = (attributes: MessageAttributes): string | undefined => {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const { DataType = '', StringValue = '', BinaryValue = '' } = attributes[name] ?? {};
    addPart(hash, Buffer.from(name));
    addPart(hash, Buffer.from(DataType));
    hash.update(Buffer.from([isBinary(DataType) ? 2 : 1]));
    addPart(hash, isBinary(DataType) ? Buffer.from(BinaryValue, 'base64') : Buffer.from(StringValue));
  }
  return hash.digest('hex');
};
