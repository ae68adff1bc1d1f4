import { type DeviceState, stateBytes } from '@signalbox/decision-engine';
import { PermanentError } from '@signalbox/lambda-kit';

/**
 * As much as the state of a device may take, bytes of JSON. An item ends at 400 KB
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html), and the outbox must find room beside it.
 */
const maxStateBytes = 256 * 1024;

/** Whether a state outgrew its bound, whatever the batch it came in: a record that makes one smaller again always passes. */
export const isStateTooLarge = (before: DeviceState, after: DeviceState): boolean => {
  const bytes = stateBytes(after);
  return bytes > maxStateBytes && bytes >= stateBytes(before);
};

/** @throws {PermanentError} STATE_TOO_LARGE, see {@link isStateTooLarge} */
export const checkStateSize = (deviceId: string, before: DeviceState, after: DeviceState): void => {
  if (!isStateTooLarge(before, after)) return;
  const message = `the state of ${deviceId} would take ${stateBytes(after)} bytes, of ${maxStateBytes}`;
  throw new PermanentError('STATE_TOO_LARGE', message);
};
