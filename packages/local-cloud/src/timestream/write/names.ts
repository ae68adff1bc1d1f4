import { validationError } from '../errors.ts';

const maxDimensionNameBytes = 60;
const maxMeasureNameBytes = 256;
const reserved = new Set(['measure_value', 'ts_non_existent_col', 'time', 'measure_name']);

/** Source: https://docs.aws.amazon.com/timestream/latest/developerguide/ts-limits.html (naming constraints) */
const checkName = (name: string, what: string, maxBytes: number): void => {
  if (reserved.has(name) || name.startsWith('ts_') || name.startsWith('measure_name')) {
    throw validationError(`The ${what} ${name} is reserved.`);
  }
  if (name.includes(':')) throw validationError(`The ${what} ${name} must not contain a colon.`);
  if (Buffer.byteLength(name) > maxBytes)
    throw validationError(`The ${what} ${name} is longer than ${maxBytes} bytes.`);
};

const checked = new Set<string>();
const mostRemembered = 10_000;

const once = (name: string, what: string, maxBytes: number): void => {
  const key = `${what}\n${name}`;
  if (checked.has(key)) return;
  checkName(name, what, maxBytes);
  if (checked.size >= mostRemembered) checked.clear();
  checked.add(key);
};

/** @throws AwsError ValidationException */
export const checkDimensionName = (name: string): void => once(name, 'dimension name', maxDimensionNameBytes);
/** @throws AwsError ValidationException */
export const checkMeasureName = (name: string): void => once(name, 'measure name', maxMeasureNameBytes);
