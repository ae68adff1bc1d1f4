import type { Reading } from '@signalbox/contracts';
import { type Scope, type Value, valueAt } from '../../expression/iot-events/index.ts';
import type { TelemetryRecord } from '../../record.ts';

/** A reading as a message of AWS IoT Events. Every metric that is a number is a DOUBLE in the store, so a Decimal here. */
const messageOf = ({ deviceId, fleet, deviceType }: TelemetryRecord, { time, seq, metrics }: Reading): Value => ({
  ...{ deviceId, fleet, deviceType, time: BigInt(time), metrics },
  ...(seq !== undefined && { seq: BigInt(seq) }),
});

/** What templates see of a reading. */
export const readingScope = (record: TelemetryRecord, reading: Reading): Scope => {
  const value = messageOf(record, reading);
  return {
    input: (_, path) => valueAt(value, path),
    variable: () => undefined,
    timeout: () => false,
    triggerType: 'Message',
    currentInput: () => false,
  };
};
