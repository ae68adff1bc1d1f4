import { type Value, valueAt } from '../../expression/iot-events/index.ts';
import { DetectorError } from './detector-error.ts';

const step = /`([\w\- ]+)`|([\w-]+)/g;

/** The members that a key such as `` device.`motor id` `` goes through. */
export const keySteps = (key: string): string[] =>
  [...key.matchAll(step)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/**
 * Which detector a message is for: the value in its payload that the model's key leads to. Integers count as their digits.
 * @throws {DetectorError} KEY_MISSING, KEY_INVALID
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_iotevents-data_Detector.html keyValue
 */
export const compileKey = (key: string): ((payload: Value) => string) => {
  const path = keySteps(key);
  return (payload) => {
    const value = valueAt(payload, path);
    if (value === undefined || value === null) {
      throw new DetectorError('KEY_MISSING', `the payload has no value at the key '${key}'`);
    }
    const text = typeof value === 'bigint' ? value.toString() : value;
    if (typeof text === 'string' && /^[a-zA-Z0-9\-_:]{1,128}$/.test(text)) return text;
    const expected = '1 to 128 of a-z A-Z 0-9 - _ :';
    throw new DetectorError('KEY_INVALID', `the value at the key '${key}' must be ${expected}`);
  };
};
