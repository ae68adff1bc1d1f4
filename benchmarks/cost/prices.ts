/** What a quantity costs: `dollars` for `per` of `unit`. */
export interface Price {
  readonly service: string;
  readonly unit: string;
  readonly dollars: number;
  readonly per: number;
  /** The AWS page that lists it. */
  readonly page: string;
}

const million = 1_000_000;

const iot = { service: 'IoT Core', page: 'https://aws.amazon.com/iot-core/pricing/' };
const kinesis = { service: 'Kinesis', page: 'https://aws.amazon.com/kinesis/data-streams/pricing/' };
const lambda = { service: 'Lambda', page: 'https://aws.amazon.com/lambda/pricing/' };
const dynamodb = { service: 'DynamoDB', page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' };
const s3 = { service: 'S3', page: 'https://aws.amazon.com/s3/pricing/' };
const timestream = { service: 'Timestream', page: 'https://aws.amazon.com/timestream/pricing/' };
const eventBridge = { service: 'EventBridge', page: 'https://aws.amazon.com/eventbridge/pricing/' };
const sqs = { service: 'SQS', page: 'https://aws.amazon.com/sqs/pricing/' };
const sns = { service: 'SNS', page: 'https://aws.amazon.com/sns/pricing/' };
const cloudWatch = { service: 'CloudWatch', page: 'https://aws.amazon.com/cloudwatch/pricing/' };
const kms = { service: 'KMS', page: 'https://aws.amazon.com/kms/pricing/' };
const transfer = { service: 'Data transfer', page: 'https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer' };

/** When the prices were put down, as they were published then. List prices change: look at the pages before believing a total. */
export const pricesAsOf = '2026-11-23';

/**
 * List prices of us-east-1, first tier, without free tier, savings plans or discounts. GB are of 2^30 bytes, as AWS
 * bills them; a month has 730 hours.
 */
export const prices = {
  iotConnectionMinutes: { ...iot, unit: 'connection minutes', dollars: 0.08, per: million },
  iotMessages: { ...iot, unit: 'messages of 5 KB', dollars: 1, per: million },
  iotRulesTriggered: { ...iot, unit: 'rules triggered, by 5 KB', dollars: 0.15, per: million },
  iotRuleActions: { ...iot, unit: 'rule actions, by 5 KB', dollars: 0.15, per: million },

  kinesisOnDemandHours: { ...kinesis, unit: 'on-demand stream hours', dollars: 0.04, per: 1 },
  kinesisOnDemandGbIn: { ...kinesis, unit: 'GB in, records rounded up to 1 KB', dollars: 0.08, per: 1 },
  kinesisOnDemandGbOut: { ...kinesis, unit: 'GB out', dollars: 0.04, per: 1 },
  kinesisOnDemandGbMonths: { ...kinesis, unit: 'GB-months kept after 24 h', dollars: 0.1, per: 1 },
  kinesisShardHours: { ...kinesis, unit: 'shard hours', dollars: 0.015, per: 1 },
  kinesisPutUnits: { ...kinesis, unit: 'PUT units of 25 KB', dollars: 0.014, per: million },
  kinesisExtendedShardHours: { ...kinesis, unit: 'shard hours of retention after 24 h', dollars: 0.02, per: 1 },

  lambdaRequests: { ...lambda, unit: 'requests', dollars: 0.2, per: million },
  lambdaArmGbSeconds: { ...lambda, unit: 'GB-seconds, arm64', dollars: 0.0000133334, per: 1 },

  dynamodbReadUnits: { ...dynamodb, unit: 'read request units', dollars: 0.125, per: million },
  dynamodbWriteUnits: { ...dynamodb, unit: 'write request units', dollars: 0.625, per: million },

  s3Puts: { ...s3, unit: 'PUT requests', dollars: 0.005, per: 1000 },
  s3GbMonths: { ...s3, unit: 'GB-months, standard', dollars: 0.023, per: 1 },

  timestreamWriteUnits: { ...timestream, unit: 'writes of 1 KiB', dollars: 0.5, per: million },
  timestreamMemoryGbHours: { ...timestream, unit: 'GB-hours in the memory store', dollars: 0.036, per: 1 },
  timestreamMagneticGbMonths: { ...timestream, unit: 'GB-months in the magnetic store', dollars: 0.03, per: 1 },

  eventBridgeEvents: { ...eventBridge, unit: 'custom events of 64 KB', dollars: 1, per: million },
  sqsRequests: { ...sqs, unit: 'requests of 64 KB, standard queues', dollars: 0.4, per: million },
  snsNotifications: { ...sns, unit: 'publishes of 64 KB', dollars: 0.5, per: million },

  cloudWatchLogGb: { ...cloudWatch, unit: 'GB of logs ingested', dollars: 0.5, per: 1 },
  cloudWatchLogGbMonths: { ...cloudWatch, unit: 'GB-months of logs kept', dollars: 0.03, per: 1 },
  cloudWatchAlarmMonths: { ...cloudWatch, unit: 'standard alarm metrics a month', dollars: 0.1, per: 1 },
  cloudWatchMetricMonths: { ...cloudWatch, unit: 'custom metrics a month', dollars: 0.3, per: 1 },

  kmsRequests: { ...kms, unit: 'requests', dollars: 0.03, per: 10_000 },
  transferOutGb: { ...transfer, unit: 'GB out to the internet', dollars: 0.09, per: 1 },
} as const satisfies Readonly<Record<string, Price>>;

/** What is metered and billed. */
export type Meter = keyof typeof prices;
