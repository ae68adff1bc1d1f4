import { gigabytes } from './billing-units.ts';
import type { Deployment } from './deployment.ts';
import type { Run } from './run.ts';
import type { Usage } from './usage.ts';

const million = 1_000_000;
const monthMinutes = 730 * 60;

/** Kinesis asks for its data key about every five minutes for each user. https://docs.aws.amazon.com/streams/latest/dev/costs-performance.html */
const minutesADataKey = 5;

/** What a month costs whatever comes. The topic rule and each consumer use the encrypted stream. */
export const fixedMonth = (
  { alarms, isStreamEncrypted, streamConsumers }: Deployment,
  customMetrics: number,
): Usage => ({
  cloudWatchAlarmMonths: alarms,
  cloudWatchMetricMonths: customMetrics,
  kmsRequests: isStreamEncrypted ? (streamConsumers + 1) * (monthMinutes / minutesADataKey) : 0,
});

const logBytesOf = ({ functions }: Run['metered']): number =>
  [...functions.values()].reduce((sum, { logBytes }) => sum + logBytes, 0);

/** What a month costs for every million messages that are kept; logs are taken as long as they are, though AWS keeps them compressed. */
export const keptMonth = ({ fleet, metered }: Run): Usage => {
  const perMillion = million / fleet.messages;
  return {
    timestreamMagneticGbMonths: gigabytes(metered.storedBytes) * perMillion,
    s3GbMonths: gigabytes(metered.archivedBytes) * perMillion,
    cloudWatchLogGbMonths: gigabytes(logBytesOf(metered)) * perMillion,
  };
};
