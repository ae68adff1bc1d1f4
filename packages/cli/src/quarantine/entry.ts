import { isTelemetry, parseStreamRecord, type QuarantineRecord, quarantineRecord } from '@signalbox/contracts';

/** Something in quarantine, and the object of the archive bucket that holds it. */
export type Entry = QuarantineRecord & {
  readonly object: string;
  /** The function that gave a whole batch up; absent for what was refused by itself. */
  readonly failedFunction?: string;
};

/** The lines of an object that are quarantine records; a line that is none would be a fault of ours and is not passed over. */
export const entriesOfLines = (object: string, lines: string): readonly Entry[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const checked = quarantineRecord.check(JSON.parse(line));
      if (!checked.ok) throw new Error(`${object} has a line that is no quarantine record: ${checked.detail}`);
      return { ...checked.value, object };
    });

/** https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html: S3 is given the whole event as `payload`. */
interface FailedBatch {
  readonly requestContext: { readonly functionArn: string; readonly condition: string };
  readonly payload?: string | FailedEvent;
}

interface FailedEvent {
  readonly Records: readonly KinesisEventRecord[];
}

interface KinesisEventRecord {
  /** `shardId-000000000000:4961…` */
  readonly eventID: string;
  readonly kinesis: {
    readonly partitionKey: string;
    readonly sequenceNumber: string;
    readonly data: string;
    /** Epoch seconds. */
    readonly approximateArrivalTimestamp: number;
  };
}

/** `arn:aws:lambda:<region>:<account>:function:<name>:<qualifier>` */
const functionName = (arn: string): string => arn.split(':')[6] ?? arn;

const entryOf = (
  object: string,
  index: number,
  record: KinesisEventRecord,
  { functionArn, condition }: FailedBatch['requestContext'],
): Entry => {
  const { partitionKey, sequenceNumber, data, approximateArrivalTimestamp } = record.kinesis;
  const name = functionName(functionArn);
  const common = {
    object,
    failedFunction: name,
    quarantineId: `${object}#${index}`,
    reason: 'PROCESSING_FAILED' as const,
    detail: `${name} gave its batch up: ${condition}`,
    position: { shardId: record.eventID.split(':')[0] ?? '', sequenceNumber },
    partitionKey,
  };
  const parsed = parseStreamRecord(Buffer.from(data, 'base64'));
  if (!parsed.ok || !isTelemetry(parsed.value)) {
    return { ...common, kind: 'record', receivedAt: Math.round(approximateArrivalTimestamp * 1000), payload: data };
  }
  const { payload, topic, clientId, receivedAt, replay } = parsed.value;
  const position = { ...common.position, ...(replay?.reading === undefined ? {} : { reading: replay.reading }) };
  return { ...common, position, kind: 'message', receivedAt, topic, clientId, payload, ...(replay ? { replay } : {}) };
};

/** The records of a batch that Lambda gave up. Their ids are `<key of the object>#<place in the batch>`. */
export const entriesOfFailedBatch = (object: string, text: string): readonly Entry[] => {
  const { requestContext, payload } = JSON.parse(text) as FailedBatch;
  if (payload === undefined) throw new Error(`${object} does not hold the records that failed`);
  const { Records } = typeof payload === 'string' ? (JSON.parse(payload) as FailedEvent) : payload;
  return Records.map((record, index) => entryOf(object, index, record, requestContext));
};
