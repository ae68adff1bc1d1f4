/** The account of the embedded cloud. */
export const localAccountId = '000000000000';

/** What the services of a stage are called, as their templates name them. */
export const namesOf = (stage: string) => ({
  telemetryStream: `signalbox-${stage}-telemetry`,
  eventBus: `signalbox-${stage}`,
  database: `signalbox-${stage}`,
  telemetryTable: 'telemetry',
  detectorStateTable: `signalbox-${stage}-detector-state`,
  commandsTable: `signalbox-${stage}-commands`,
  releasesTable: `signalbox-${stage}-releases`,
  commandsByDevice: 'by-device',
  commandsByStatus: 'by-status',
  decideFunction: `signalbox-decisions-${stage}-decide`,
  metricsNamespace: 'Signalbox',
  stacks: ['foundation', 'telemetry-ingestion', 'decisions', 'commands'].map((name) => `signalbox-${name}-${stage}`),
});

/** Bucket names are global, so this one carries account and region. */
export const archiveBucketOf = (stage: string, accountId: string, region: string): string =>
  `signalbox-${stage}-archive-${accountId}-${region}`;

/** Where Lambda puts batches that a function failed for good: `aws/lambda/<event source mapping>/…`. */
export const lambdaFailurePrefix = 'aws/lambda/';
