import type { Kind } from '../kinds.ts';

/**
 * What a function counts of itself.
 * - `failures`: none are meant to be, so without a version to compare with they are held against none
 * - `refusals`: some may be, for it depends on what is sent; more than before are suspicious
 * - `deeds`: what the function is there for; far fewer or far more than before are suspicious
 */
export interface MetricNames {
  readonly failures: readonly string[];
  readonly refusals: readonly string[];
  readonly deeds: readonly string[];
}

/** Metrics of the namespace Signalbox by kind of function: the names stand in the code of the services. */
export const metricNames: Readonly<Record<Kind, MetricNames>> = {
  archive: { failures: [], refusals: [], deeds: ['RecordsArchived'] },
  ingest: {
    failures: ['RecordsFailed'],
    refusals: ['RecordsRejected', 'DuplicatesSkipped'],
    deeds: ['ReadingsStored', 'MessagesReceived'],
  },
  'put-again': { failures: ['RecordsFailed'], refusals: [], deeds: ['MessagesPutAgain'] },
  decide: {
    failures: ['RecordsFailed', 'RulesFailed', 'DecisionsUndelivered'],
    refusals: ['RecordsIgnored', 'ReadingsOutdated', 'OperationsIgnored'],
    deeds: ['DecisionsMade'],
  },
  'decisions-sweep': {
    failures: ['DevicesFailed', 'SweepRefused'],
    refusals: ['DevicesPostponed'],
    deeds: ['TicksPut'],
  },
  perform: { failures: ['RecordsFailed'], refusals: [], deeds: ['ActionsPerformed'] },
  'rules-advance': { failures: [], refusals: [], deeds: [] },
  'create-command': {
    failures: ['RecordsFailed'],
    refusals: ['RequestsRejected', 'DuplicatesSkipped'],
    deeds: ['CommandsCreated', 'CommandsSent'],
  },
  'acknowledge-command': {
    failures: ['RecordsFailed'],
    refusals: ['ResponsesRejected', 'ResponsesUnknown', 'DuplicatesSkipped'],
    deeds: ['CommandsFinal'],
  },
  'commands-sweep': { failures: ['SweepFailed'], refusals: ['SweepPostponed'], deeds: ['CommandsSent'] },
};
