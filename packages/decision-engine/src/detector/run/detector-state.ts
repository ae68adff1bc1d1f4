import type { EncodedValue } from '../../expression/iot-events/index.ts';
import { DetectorError } from './detector-error.ts';
import type { MessageIds } from './message-ids.ts';
import type { TimerState } from './timers.ts';

/** All that is remembered of a detector: plain JSON. */
export interface DetectorInstance {
  readonly schemaVersion: 1;
  /** Absent: the model has no key, and this is its only detector. */
  readonly keyValue?: string;
  readonly stateName: string;
  readonly variables: Readonly<Record<string, EncodedValue>>;
  readonly timers: Readonly<Record<string, TimerState>>;
  /** Of the last message of each input, what the model reads. */
  readonly inputs: Readonly<Record<string, EncodedValue>>;
  /** Ids of the messages of the last five minutes, if the detector is to remember them. */
  readonly messageIds?: MessageIds;
}

/** The state as read back from where it was kept. @throws {DetectorError} UNKNOWN_STATE_VERSION */
export const restoreDetector = (stored: unknown): DetectorInstance => {
  const version = (stored as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version === 1) return stored as DetectorInstance;
  throw new DetectorError('UNKNOWN_STATE_VERSION', `the detector's state has schemaVersion ${String(version)}, not 1`);
};
