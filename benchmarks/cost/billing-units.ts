const kibibyte = 1024;

/** Things are billed by started units: nothing at all counts as one. */
const startedUnits =
  (unitBytes: number) =>
  (bytes: number): number =>
    Math.max(1, Math.ceil(bytes / unitBytes));

/** Messages, rules and actions of AWS IoT Core. https://aws.amazon.com/iot-core/pricing/additional-details/ */
export const iotUnits = startedUnits(5 * kibibyte);

/** PUT payload units of a provisioned stream. https://aws.amazon.com/kinesis/data-streams/pricing/ */
export const kinesisPutUnits = startedUnits(25 * kibibyte);

/** KB of a record that an on-demand stream takes in. https://aws.amazon.com/kinesis/data-streams/pricing/ */
export const kinesisKilobytes = startedUnits(kibibyte);

/** Requests of SQS, events of EventBridge, publishes of SNS: https://aws.amazon.com/sqs/pricing/ and their like. */
export const messagingUnits = startedUnits(64 * kibibyte);

/** https://docs.aws.amazon.com/timestream/latest/developerguide/metering-and-pricing.writes.html */
export const timestreamUnits = startedUnits(kibibyte);

export const gigabytes = (bytes: number): number => bytes / kibibyte ** 3;
