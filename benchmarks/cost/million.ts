import { gigabytes } from './billing-units.ts';
import type { Deployment } from './deployment.ts';
import type { FunctionUse, Metered, Path } from './metered.ts';
import type { Run } from './run.ts';
import { streamBill } from './stream-cost.ts';
import { addUsage, scaleUsage, type Usage } from './usage.ts';

const million = 1_000_000;

/** Lambda polls a queue with five long polls of 20 s at a time. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const pollsPerSecond = 5 / 20;

/** What a run is carried over to. */
export interface Scale {
  /** Messages/s that the bill is for. */
  readonly messagesPerSecond: number;
  readonly deployment: Deployment;
}

/** What a million messages use of everything that does not depend on how they are taken in. */
export interface CommonMillion {
  /** Connections, rules and their actions. */
  readonly intake: Usage;
  /** The messages themselves: Basic Ingest does without. */
  readonly messaging: Usage;
  /** What follows from decisions. */
  readonly decisions: Usage;
  /** What runs by the clock. */
  readonly scheduled: Usage;
  /** The memory store, until rows go over to the magnetic one. */
  readonly memoryStore: Usage;
}

export interface OurMillion {
  readonly usage: Usage;
  /** Shards of a provisioned stream. */
  readonly shards?: number;
}

const secondsOf = ({ messagesPerSecond }: Scale): number => million / messagesPerSecond;

const functionUsage = ({ billedMs, memoryMb, durationsMs, logBytes }: FunctionUse): Usage => ({
  lambdaRequests: durationsMs.length,
  lambdaArmGbSeconds: (billedMs / 1000) * (memoryMb / 1024),
  cloudWatchLogGb: gigabytes(logBytes),
});

/** All that was used on a path, functions and their logs included. */
const pathUsage = ({ functions, usage }: Metered, path: Path, { pathOf }: Deployment): Usage => {
  const used = [...functions].filter(([name]) => pathOf(name) === path);
  return addUsage(usage[path], ...used.map(([, use]) => functionUsage(use)));
};

/** Devices grow with the rate, so that a message stands for the same time of connection. */
const intakeOf = ({ fleet: { devices, seconds, telemetryUnits } }: Run): Usage => ({
  iotConnectionMinutes: (devices * seconds) / 60,
  iotRulesTriggered: telemetryUnits,
  iotRuleActions: telemetryUnits,
});

const decisionsOf = ({ fleet, metered }: Run, { deployment }: Scale): Usage =>
  addUsage(pathUsage(metered, 'decision', deployment), {
    iotMessages: fleet.commandUnits + fleet.responseUnits,
    iotRulesTriggered: fleet.responseUnits,
    iotRuleActions: fleet.responseUnits,
    transferOutGb: gigabytes(fleet.commandBytes),
  });

const scheduledOf = ({ metered, meteredSeconds }: Run, scale: Scale): Usage => {
  const seconds = secondsOf(scale);
  const sweeps = scaleUsage(pathUsage(metered, 'scheduled', scale.deployment), seconds / meteredSeconds);
  return addUsage(sweeps, { sqsRequests: scale.deployment.queueConsumers * pollsPerSecond * seconds });
};

/**
 * What grows with messages goes by their number, what runs by the clock by the time that a million messages take at the
 * stated rate.
 */
export const commonMillion = (run: Run, scale: Scale): CommonMillion => {
  const perMillion = million / run.fleet.messages;
  const memoryGbHours = gigabytes(run.metered.storedBytes) * scale.deployment.storeMemoryHours;
  return {
    intake: scaleUsage(intakeOf(run), perMillion),
    messaging: scaleUsage({ iotMessages: run.fleet.telemetryUnits }, perMillion),
    decisions: scaleUsage(decisionsOf(run, scale), perMillion),
    scheduled: scheduledOf(run, scale),
    memoryStore: scaleUsage({ timestreamMemoryGbHours: memoryGbHours }, perMillion),
  };
};

/** What a million messages use that go over the stream, in batches as they were in the run. */
export const ourMillion = (run: Run, scale: Scale, mode: Deployment['streamMode']): OurMillion => {
  const { deployment } = scale;
  const { metered, fleet } = run;
  const perMillion = million / fleet.messages;
  const { records, bytes, kilobytes, putUnits, bytesOut } = metered.stream;
  const use = {
    records: records * perMillion,
    bytes: bytes * perMillion,
    kilobytes: kilobytes * perMillion,
    putUnits: putUnits * perMillion,
    bytesOut: bytesOut * perMillion,
  };
  const stream = streamBill(mode, use, secondsOf(scale), deployment.streamRetentionHours);
  const ingestion = scaleUsage(pathUsage(metered, 'ingestion', deployment), perMillion);
  return { ...stream, usage: addUsage(ingestion, stream.usage) };
};
