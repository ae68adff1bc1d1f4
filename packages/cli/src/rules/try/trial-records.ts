import { type ArrivedRecord, parseStreamRecord } from '@signalbox/contracts';
import { type EngineRecord, engineRecordOf } from '@signalbox/decision-engine';
import type { Trial, TrialOutcome } from './trial.ts';

export interface TrialRecords {
  /** How many went through the rules. */
  readonly count: number;
  take(records: readonly ArrivedRecord[]): void;
}

/** As the service reads it; undefined for what it leaves to ingestion. */
const engineRecord = ({ data, partitionKey, sequenceNumber, shardId }: ArrivedRecord): EngineRecord | undefined => {
  const parsed = parseStreamRecord(data);
  if (!parsed.ok) return undefined;
  const record = engineRecordOf(parsed.value, { shardId, sequenceNumber }, partitionKey);
  return record.ok ? record.value : undefined;
};

/** Takes the records of a fleet, or of one of its devices, through a trial. */
export const trialRecords = (
  trial: Trial,
  { device, fleet }: { readonly fleet: string; readonly device: string | undefined },
  onOutcome: (outcome: TrialOutcome) => void,
): TrialRecords => {
  let count = 0;
  return {
    get count() {
      return count;
    },
    take: (records) => {
      for (const each of records) {
        const record = engineRecord(each);
        if (record?.fleet !== fleet || (device !== undefined && record.deviceId !== device)) continue;
        count += 1;
        onOutcome(trial.apply(record));
      }
    },
  };
};
