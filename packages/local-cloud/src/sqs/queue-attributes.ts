import { AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import { isFifo, type Queue } from './queue.ts';

/** Attributes that hold a whole number, with their bounds. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  DelaySeconds: [0, 900],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  VisibilityTimeout: [0, 43_200],
};

const choices: Readonly<Record<string, readonly string[]>> = {
  SqsManagedSseEnabled: ['true', 'false'],
  FifoQueue: ['true'],
  ContentBasedDeduplication: ['true', 'false'],
  DeduplicationScope: ['queue', 'messageGroup'],
  FifoThroughputLimit: ['perQueue', 'perMessageGroupId'],
};

const fifoOnly = ['FifoQueue', 'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'];

const documents = ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy'];

const invalidValue = (name: string) =>
  new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);

const parseDocument = (name: string, text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw invalidValue(name);
  }
};

/** @throws AwsError InvalidAttributeValue */
const refuseWrongRedrive = (text: string): void => {
  const { deadLetterTargetArn, maxReceiveCount } = parseDocument('RedrivePolicy', text);
  const count = Number(maxReceiveCount);
  if (typeof deadLetterTargetArn !== 'string' || !Number.isInteger(count) || count < 1 || count > 1000) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: Redrive policy must name deadLetterTargetArn and maxReceiveCount from 1 to 1000.`,
    );
  }
};

const refuseValue = (name: string, value: string): void => {
  const range = ranges[name];
  if (range !== undefined && !(/^\d+$/.test(value) && Number(value) >= range[0] && Number(value) <= range[1]))
    throw invalidValue(name);
  if (choices[name] !== undefined && !choices[name].includes(value)) throw invalidValue(name);
  if (!documents.includes(name) || value === '') return;
  if (name === 'RedrivePolicy') refuseWrongRedrive(value);
  else parseDocument(name, value);
};

/**
 * Judges attributes that a queue is to have. An empty document takes it away.
 * @throws AwsError InvalidAttributeName, InvalidAttributeValue, InvalidParameterValue
 */
export const checkAttributes = (queue: Pick<Queue, 'name'>, attributes: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('Kms')) throw new UnsupportedError(`the queue attribute ${name}`);
    const isKnown = ranges[name] !== undefined || choices[name] !== undefined || documents.includes(name);
    if (!isKnown || (fifoOnly.includes(name) && !isFifo(queue))) {
      throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    }
    refuseValue(name, value);
  }
};
