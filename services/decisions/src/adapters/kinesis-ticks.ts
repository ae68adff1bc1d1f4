import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { TickRecord } from '@signalbox/contracts';
import { clientSettings } from '@signalbox/lambda-kit';
import type { Delivery, TickStream } from '../ports.ts';
import { chunks } from './chunks.ts';
import { allRefused, deliveryOf } from './delivery.ts';

export interface KinesisTicksOptions {
  /** Default: one of its own. */
  readonly client?: KinesisClient;
  readonly streamName: string;
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
const recordsPerCall = 500;

/** Ticks on the telemetry stream. The partition key is the device, so that they keep their place among its messages. */
export const kinesisTicks = ({
  client = new KinesisClient(clientSettings),
  streamName,
}: KinesisTicksOptions): TickStream => {
  const put = async (ticks: readonly TickRecord[]): Promise<Delivery[]> => {
    const Records = ticks.map((tick) => ({ PartitionKey: tick.deviceId, Data: Buffer.from(JSON.stringify(tick)) }));
    try {
      const answer = await client.send(new PutRecordsCommand({ StreamName: streamName, Records }));
      return ticks.map((_, index) => {
        const { SequenceNumber, ErrorCode } = answer.Records?.[index] ?? {};
        return deliveryOf(SequenceNumber, ErrorCode);
      });
    } catch (error) {
      return allRefused(ticks, error);
    }
  };

  return {
    put: async (ticks) => {
      const deliveries: Delivery[] = [];
      for (const chunk of chunks(ticks, recordsPerCall)) deliveries.push(...(await put(chunk)));
      return deliveries;
    },
  };
};
