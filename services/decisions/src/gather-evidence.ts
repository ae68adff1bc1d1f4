import { type Counts, errorMessage, type Log } from '@signalbox/lambda-kit';
import { addEvidence, type Evidence, evidenceObjects } from './candidate-evidence.ts';
import type { EvidenceStore } from './ports.ts';

export interface EvidencePorts {
  readonly store: Pick<EvidenceStore, 'put'>;
  readonly counts: Counts;
  readonly log: Log;
}

/** The evidence of one batch. */
export interface EvidenceOfBatch {
  /** @param more how much there was that is not among it */
  readonly add: (evidence: readonly Evidence[], more?: number) => void;
  /** Writes what there is. Never throws: telemetry does not wait for evidence. */
  readonly write: () => Promise<void>;
}

/**
 * Gathers what both sides did in a batch and writes it at its end. What cannot be written is counted (CandidateEvidenceLost), for a release must
 * not go on upon what nobody saw.
 */
export const gatherEvidence = ({ counts, log, store }: EvidencePorts): EvidenceOfBatch => {
  const gathered: Evidence[] = [];
  let lost = 0;

  const putAll = async (): Promise<void> => {
    for (const object of evidenceObjects(gathered)) {
      try {
        await store.put(object);
      } catch (error) {
        lost += object.lines.length;
        log.error('evidence of a rule release is lost', { key: object.key, reason: errorMessage(error) });
      }
    }
  };

  return {
    add: (evidence, more = 0) => {
      lost += more + addEvidence(gathered, evidence);
    },
    write: async () => {
      if (gathered.length === 0) return;
      await putAll();
      counts.add('CandidateEvidenceLost', lost);
    },
  };
};
