import { type DeviceState, stateBytes } from '@signalbox/decision-engine';
import { PermanentError } from '@signalbox/lambda-kit';

/**
 * As much as the state of a device may take, bytes of JSON. An item ends at 400 KB
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html), and the outbox must find room beside it.
 */
const maxStateBytes = 256 * 1024;

/**
 * Refuses a state that outgrew its bound, whatever the batch it came in: a record that makes one smaller again always passes.
 * @throws {PermanentError} STATE_TOO_LARGE
 */
export const checkStateSize = (deviceId: string, before: DeviceState, after: DeviceState): void => {
  const bytes = stateBytes(after);
  if (bytes <= maxStateBytes || bytes < stateBytes(before)) return;
  throw new PermanentError(
    'STATE_TOO_LARGE',
    `the state of ${deviceId} would take ${bytes} bytes, of ${maxStateBytes}`,
  );
};
