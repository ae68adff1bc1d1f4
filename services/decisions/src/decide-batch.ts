import type { EngineRecord } from '@signalbox/decision-engine';
import { type Counts, ItemFailed, type Log, type StreamItem } from '@signalbox/lambda-kit';
import { type DecideDevicePorts, type DeviceOutcome, decideDevice } from './decide-device.ts';
import type { EvidenceOfBatch } from './gather-evidence.ts';
import { readItem } from './read-item.ts';
import type { ReportFailedRules } from './report-failed-rules.ts';

/** What is gathered over the devices of a batch. */
export interface BatchReports {
  readonly failedRules: ReportFailedRules;
  readonly evidence: Pick<EvidenceOfBatch, 'add'>;
}

export interface DecideBatchPorts extends DecideDevicePorts {
  readonly counts: Counts;
}

const count = (counts: Counts, outcome: DeviceOutcome): void => {
  counts.add('DecisionsMade', outcome.decided);
  counts.add('DuplicatesSkipped', outcome.duplicates);
  counts.add('ReadingsOutdated', outcome.outdated);
  counts.add('OperationsIgnored', outcome.ignored);
  counts.add('RulesFailed', outcome.failedRules.times);
  counts.add('DecisionsUndelivered', outcome.refused.length);
  countRelease(counts, outcome);
};

/** Only while a release is under way is there anything to count: a metric costs, even one of zeros. */
const countRelease = (counts: Counts, { evidence, otherFailures, othersDropped }: DeviceOutcome): void => {
  const others = evidence.filter(({ line }) => line.side === 'other').length;
  if (others > 0) counts.add('CandidateDecisions', others);
  if (otherFailures > 0) counts.add('CandidateFailed', otherFailures);
  if (othersDropped > 0) counts.add('CandidateStateTooLarge', othersDropped);
};

/**
 * Decides on the records of one device in a batch of the stream, and counts: DecisionsMade, DecisionsUndelivered (left in
 * the outbox), DuplicatesSkipped, RecordsIgnored (refused by validation; ingestion keeps them), ReadingsOutdated (pairs of
 * a rule and a reading past its maxAge), OperationsIgnored (that meant nothing to the alarm), RulesFailed; while a release of rules is under
 * way, CandidateDecisions (of the set that runs beside the one that decides), CandidateFailed, CandidateStateTooLarge.
 * @throws {ItemFailed} at the record that stopped the device
 */
export const decideBatch =
  (ports: DecideBatchPorts) =>
  async (items: readonly StreamItem[], log: Log, reports: BatchReports): Promise<void> => {
    const { counts } = ports;
    const parsed = items.map(readItem);
    const records = parsed.flatMap((record): EngineRecord[] => (record.ok ? [record.value] : []));
    counts.add('RecordsIgnored', parsed.length - records.length);
    const outcome = await decideDevice(ports)(records);
    const { failedRules, failure, refused } = outcome;
    count(counts, outcome);
    reports.failedRules(failedRules, log);
    reports.evidence.add(outcome.evidence, outcome.evidenceLost);
    if (refused.length > 0)
      log.warn('the bus refused decisions; the sweeper sends them', { code: refused[0], count: refused.length });
    if (!failure) return;
    const failed = records[failure.recordIndex]?.position.sequenceNumber ?? items[0]?.sequenceNumber ?? '';
    throw new ItemFailed(failed, failure.error);
  };
