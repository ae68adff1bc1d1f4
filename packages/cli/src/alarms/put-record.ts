import { userInfo } from 'node:os';
import { partitionKeyOfRecord, type StreamRecord, streamRecord } from '@signalbox/contracts';
import { Problem } from '../problem.ts';
import { openTelemetryStream } from '../quarantine/telemetry-stream.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';

/** A record, and where it stands on the stream. */
export interface PutRecord {
  readonly record: StreamRecord;
  readonly position: { readonly shardId: string; readonly sequenceNumber: string };
}

/** Who did it and when, by the clock of the target. */
export interface Stamp {
  readonly by: string;
  /** Epoch ms. */
  readonly receivedAt: number;
}

/**
 * Puts what an operator did on the telemetry stream, in its place among the messages of the device.
 * @throws Problem `usage` if it breaks the contract
 */
export const putRecord = async (options: TargetOptions, make: (stamp: Stamp) => StreamRecord): Promise<PutRecord> => {
  const target = resolveTarget(options, process.env);
  const now = await openClock(target);
  const record = make({ by: `cli:${userInfo().username}`, receivedAt: now() });
  const checked = streamRecord.check(record);
  if (!checked.ok) throw new Problem('usage', `the stream takes no such record: ${checked.detail}`);
  const stream = openTelemetryStream(target);
  const data = Buffer.from(JSON.stringify(record));
  const position = await stream.put({ partitionKey: partitionKeyOfRecord(record), data });
  stream.close();
  return { record, position };
};
