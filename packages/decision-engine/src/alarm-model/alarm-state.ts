import { DetectorError } from '../detector/run/detector-error.ts';
import type { EncodedValue } from '../expression/iot-events/index.ts';
import type { LifecycleState } from '../rules/lifecycle.ts';

/** All that is remembered of an alarm: plain JSON. */
export interface AlarmInstance {
  readonly schemaVersion: 1;
  /** Absent: the model has no key, and this is its only alarm. */
  readonly keyValue?: string;
  /** Absent: the alarm is as it was made. */
  readonly lifecycle?: LifecycleState;
  /**
   * What the model reads of the last message of each input; of a model that reads one input only, of the message with which
   * the alarm last changed its state, so that a message which changes nothing leaves nothing behind.
   */
  readonly inputs: Readonly<Record<string, EncodedValue>>;
}

/** The state as read back from where it was kept. @throws {DetectorError} UNKNOWN_STATE_VERSION */
export const restoreAlarm = (stored: unknown): AlarmInstance => {
  const version = (stored as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version === 1) return stored as AlarmInstance;
  throw new DetectorError('UNKNOWN_STATE_VERSION', `the alarm's state has schemaVersion ${String(version)}, not 1`);
};
