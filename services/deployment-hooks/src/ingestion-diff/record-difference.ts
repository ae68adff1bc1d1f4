import type { RecordChangeKind } from '@signalbox/releases';
import type { Refusal, StoredReading } from './kept.ts';

/** What became of a reading; undefined: it is neither stored nor refused. */
export type Fate = StoredReading | Refusal | undefined;

/** A reading of which two versions do not make the same. */
export interface RecordDifference {
  readonly change: RecordChangeKind;
  /** What it is refused for; if it is accepted, what it was refused for. */
  readonly code?: string;
  readonly fleet: string;
  readonly deviceId: string;
  /** Absent: neither version stores anything of this device. */
  readonly deviceType?: string;
  readonly before: Fate;
  readonly after: Fate;
}
