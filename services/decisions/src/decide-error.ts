/**
 * - STATE_CONFLICT: others kept writing the item of the device.
 * - OUTBOX_FULL: the bus takes nothing, and the device has as many unsent decisions as an item may hold.
 * - RECORD_FAILED: the engine could not apply a record; what came before it is saved.
 */
export type DecideErrorCode = 'STATE_CONFLICT' | 'OUTBOX_FULL' | 'RECORD_FAILED';

export class DecideError extends Error {
  readonly code: DecideErrorCode;
  /** Index of the first record that did not get through. */
  readonly recordIndex: number;

  constructor(code: DecideErrorCode, message: string, recordIndex: number, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.recordIndex = recordIndex;
  }
}
