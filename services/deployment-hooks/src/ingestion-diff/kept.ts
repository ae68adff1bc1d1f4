import type { ProbeAnswer } from '@signalbox/lambda-kit';
import { canonical } from '../probes/canonical.ts';
import { writesOf } from '../probes/expectations.ts';

/** A reading that is stored: whatever row the version makes of it. */
export interface StoredReading {
  readonly deviceId: string;
  readonly fleet: string;
  readonly deviceType: string;
  /** Epoch ms. */
  readonly time: number;
  /** When its message was received, epoch ms. */
  readonly version: number;
  /** All of the row. */
  readonly content: string;
}

/** A reading, or a whole message, that is refused. */
export interface Refusal {
  readonly sequenceNumber: string;
  /** Its place in the message; absent: all of it. */
  readonly reading?: number;
  readonly code: string;
  /** For people. */
  readonly detail: string;
}

/** What a version makes of records. */
export interface Kept {
  readonly stored: readonly StoredReading[];
  readonly refused: readonly Refusal[];
  /** Sequence numbers of records that would come again. */
  readonly failed: readonly string[];
}

type Members = Readonly<Record<string, unknown>>;

const list = (value: unknown): Members[] => (Array.isArray(value) ? value.map((each) => (each ?? {}) as Members) : []);

const storedOf = (row: Members): StoredReading => ({
  deviceId: String(row['deviceId']),
  fleet: String(row['fleet']),
  deviceType: String(row['deviceType']),
  time: Number(row['time']),
  version: Number(row['version']),
  content: canonical(row),
});

const refusalOf = ({ reason, detail, position }: Members): Refusal => {
  const { sequenceNumber, reading } = (position ?? {}) as Members;
  return {
    sequenceNumber: String(sequenceNumber),
    ...(typeof reading === 'number' && { reading }),
    ...{ code: String(reason), detail: String(detail) },
  };
};

/** What an ingestion would have written into the store and into quarantine. */
export const keptBy = (answer: ProbeAnswer): Kept => ({
  stored: writesOf(answer, 'write').flatMap(([rows]) => list(rows).map(storedOf)),
  refused: writesOf(answer, 'putLines').flatMap(([, lines]) => list(lines).map(refusalOf)),
  failed: list((answer.result as Members | null | undefined)?.['batchItemFailures']).map((item) =>
    String(item['itemIdentifier']),
  ),
});
