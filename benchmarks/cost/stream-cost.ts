import { gigabytes } from './billing-units.ts';
import type { Deployment } from './deployment.ts';
import type { StreamUse } from './metered.ts';
import type { Usage } from './usage.ts';

const hourSeconds = 3600;
/** AWS bills a month as 730 hours. */
const monthHours = 730;
const includedRetentionHours = 24;
const megabyte = 1024 ** 2;

/** What a shard takes and gives. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const shard = { bytesInPerSecond: megabyte, recordsPerSecond: 1000, bytesOutPerSecond: 2 * megabyte };

/** Shards are half used, so that a peak of twice the rate finds room. */
const utilization = 0.5;

export interface StreamRate {
  readonly recordsPerSecond: number;
  readonly bytesInPerSecond: number;
  readonly bytesOutPerSecond: number;
}

/** A rate that was carried over may be a hair too high: that does not take another shard. */
const rounding = 1e-6;

/** Shards that a provisioned stream needs: by records, by bytes in, and by bytes out, which all consumers share. */
export const shardsFor = (rate: StreamRate): number =>
  Math.ceil(
    Math.max(
      rate.recordsPerSecond / shard.recordsPerSecond,
      rate.bytesInPerSecond / shard.bytesInPerSecond,
      rate.bytesOutPerSecond / shard.bytesOutPerSecond,
    ) /
      utilization -
      rounding,
  );

export interface StreamBill {
  readonly usage: Usage;
  /** Of a provisioned stream. */
  readonly shards?: number;
}

/**
 * What a stream costs for what was put and read while `seconds` passed, retention included.
 * @param use what went through the stream in that time
 */
export const streamBill = (
  mode: Deployment['streamMode'],
  use: Readonly<StreamUse>,
  seconds: number,
  retentionHours: number,
): StreamBill => {
  const hours = seconds / hourSeconds;
  const keptHours = Math.max(0, retentionHours - includedRetentionHours);
  if (mode === 'ON_DEMAND') {
    return {
      usage: {
        kinesisOnDemandHours: hours,
        kinesisOnDemandGbIn: gigabytes(use.kilobytes * 1024),
        kinesisOnDemandGbOut: gigabytes(use.bytesOut),
        kinesisOnDemandGbMonths: gigabytes(use.bytes) * (keptHours / monthHours),
      },
    };
  }
  const shards = shardsFor({
    recordsPerSecond: use.records / seconds,
    bytesInPerSecond: use.bytes / seconds,
    bytesOutPerSecond: use.bytesOut / seconds,
  });
  return {
    shards,
    usage: {
      kinesisShardHours: shards * hours,
      kinesisPutUnits: use.putUnits,
      kinesisExtendedShardHours: keptHours > 0 ? shards * hours : 0,
    },
  };
};
