import type { ReasonCode } from '@signalbox/contracts';

/**
 * How what becomes of a reading may differ: it is refused where it was stored, or the other way round; refused for something
 * else; stored with other content; or neither stored nor refused any more.
 */
export const recordChangeKinds = ['accepted', 'dropped', 'refused', 'refused-otherwise', 'stored-otherwise'] as const;

export type RecordChangeKind = (typeof recordChangeKinds)[number];

/** How many readings may differ; at least one bound is there, and all that are must hold. */
export interface RecordBounds {
  readonly readings?: number;
  readonly devices?: number;
  /** Of all readings that are compared. */
  readonly percent?: number;
}

/** A declared change of an ingestion: what may become of readings otherwise than now. */
export interface ExpectedRecordChange {
  /** This, the fleet, or both are there. */
  readonly deviceType?: string;
  readonly fleet?: string;
  readonly change: RecordChangeKind;
  /** What they are refused for; of those accepted, what they were refused for. Absent: whatever. */
  readonly code?: ReasonCode;
  readonly atMost: RecordBounds;
  readonly reason: string;
}
