import type { Cloud } from '@signalbox/local-cloud';
import { encodeMessage, type MessageKind } from './messages.ts';
import type { RunMeter } from './meter.ts';
import type { SingleInvocations } from './run.ts';

const warmUps = 30;
const functions = {
  ingestFunction: 'signalbox-telemetry-ingestion-local-ingest',
  decideFunction: 'signalbox-decisions-local-decide',
};

/** The event of a batch that has one record, as the rule and the stream make it. */
const eventOf = (cloud: Cloud, kind: MessageKind, seq: number): Buffer => {
  const deviceId = `pump-single${kind}-${seq % 100}`;
  const now = cloud.clock.now();
  const payload = encodeMessage(kind, { seq, time: now, intervalMs: 1000, temperature: 60 });
  const record = {
    payload: Buffer.from(payload).toString('base64'),
    topic: `dt/single/${deviceId}/telemetry`,
    clientId: deviceId,
    receivedAt: now,
  };
  const sequenceNumber = String(
    49_590_338_271_490_256_608_559_692_538_361_571_095_921_575_989_136_588_898n + BigInt(seq),
  );
  const kinesis = {
    kinesisSchemaVersion: '1.0',
    partitionKey: deviceId,
    sequenceNumber,
    data: Buffer.from(JSON.stringify(record)).toString('base64'),
    approximateArrivalTimestamp: now / 1000,
  };
  const source = { eventSource: 'aws:kinesis', eventVersion: '1.0', eventName: 'aws:kinesis:record' };
  const Records = [{ kinesis, ...source, eventID: `shardId-000000000000:${sequenceNumber}`, awsRegion: 'us-east-1' }];
  return Buffer.from(JSON.stringify({ Records }));
};

const invoke = async (cloud: Cloud, name: string, event: Buffer): Promise<void> => {
  const { functionError, payload } = await cloud.services.lambda.invoke(name, event, 'RequestResponse');
  const answer = Buffer.from(payload).toString();
  if (functionError !== undefined || !answer.includes('"batchItemFailures":[]')) throw new Error(`${name}: ${answer}`);
};

/**
 * Invokes the functions of the stream, warm and one after the other, with one record each: what a function a message would do.
 * The meter must be at rest; it is taken afterwards.
 */
export const invokeSingly = async (
  cloud: Cloud,
  meter: RunMeter,
  kind: MessageKind,
  count: number,
): Promise<SingleInvocations> => {
  for (let seq = 0; seq < warmUps + count; seq += 1) {
    if (seq === warmUps) {
      await settle();
      meter.take();
    }
    const event = eventOf(cloud, kind, seq);
    await invoke(cloud, functions.ingestFunction, event);
    await invoke(cloud, functions.decideFunction, event);
  }
  await settle();
  return { count, metered: meter.take(), ...functions };
};

/** Logs come to the meter a moment after the answer. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));
