import { hash } from 'node:crypto';
import type { _Record } from '@aws-sdk/client-timestream-write';
import { validationError } from '../errors.ts';
import type { Cell, ScalarType } from '../store/column.ts';
import { checkDimensionName, checkMeasureName } from './names.ts';
import { parseTime, parseValue, type TimeUnit } from './parse-value.ts';
import { Refusal } from './refusal.ts';

const maxMultiMeasures = 256;
const maxRecordBytes = 2048;

export interface MeasureCell {
  /** The column: the measure's own name within MULTI, else `measure_value::<type>`. */
  readonly column: string;
  readonly type: ScalarType;
  readonly cell: Cell;
}

/** A record that is well formed. */
export interface ReadRecord {
  readonly time: bigint;
  readonly version: bigint;
  readonly measureName: string;
  readonly type: ScalarType | 'MULTI';
  readonly dimensions: readonly (readonly [name: string, value: string])[];
  readonly measures: readonly MeasureCell[];
  /** Hash of dimensions, measure name and time. */
  readonly key: bigint;
  /** Hash of the measure values. */
  readonly value: bigint;
}

const hashOf = (parts: unknown): bigint => hash('md5', JSON.stringify(parts), 'buffer').readBigInt64LE(0);

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : a > b ? 1 : 0);

const readDimensions = (record: _Record): [string, string][] => {
  const dimensions = (record.Dimensions ?? []).map(({ Name = '', Value = '' }): [string, string] => [Name, Value]);
  for (const [index, [name]] of dimensions.sort(byName).entries()) {
    checkDimensionName(name);
    if (dimensions[index + 1]?.[0] === name) throw validationError(`The dimension name ${name} is given twice.`);
  }
  return dimensions;
};

const readMulti = (record: _Record, unit: TimeUnit): MeasureCell[] => {
  const values = record.MeasureValues ?? [];
  if (record.MeasureValue !== undefined) throw validationError('MeasureValue must not be given with the type MULTI.');
  if (values.length === 0) throw validationError('MeasureValues must be given with the type MULTI.');
  if (values.length > maxMultiMeasures) {
    throw validationError(`A multi-measure record has at most ${maxMultiMeasures} measures.`);
  }
  const seen = new Set<string>();
  return values.map(({ Name = '', Value = '', Type = 'DOUBLE' }) => {
    checkMeasureName(Name);
    if (Type === 'MULTI') throw validationError(`The measure ${Name} of a multi-measure record must not be MULTI.`);
    if (seen.has(Name)) throw validationError(`The measure name ${Name} is given twice in a record.`);
    seen.add(Name);
    const type = Type as ScalarType;
    return { column: Name, type, cell: parseValue(Value, type, unit) };
  });
};

const readSingle = (record: _Record, type: ScalarType, unit: TimeUnit): MeasureCell[] => {
  if (record.MeasureValues !== undefined && record.MeasureValues.length > 0) {
    throw validationError('MeasureValues is only allowed with the type MULTI.');
  }
  if (record.MeasureValue === undefined) throw validationError('MeasureValue must be given.');
  if (type === 'TIMESTAMP') throw validationError('The type TIMESTAMP is only allowed in a multi-measure record.');
  return [{ column: `measure_value::${type.toLowerCase()}`, type, cell: parseValue(record.MeasureValue, type, unit) }];
};

const readVersion = ({ Version = 1 }: _Record): bigint => {
  if (!Number.isInteger(Version) || Version < 1) throw validationError('The record version must be at least 1.');
  return BigInt(Version);
};

const refuseTooLarge = (record: _Record): void => {
  const texts = [
    ...(record.Dimensions ?? []).flatMap(({ Name = '', Value = '' }) => [Name, Value]),
    ...(record.MeasureValues ?? []).map(({ Value = '' }) => Value),
    record.MeasureName ?? '',
    record.MeasureValue ?? '',
  ];
  let bytes = 8;
  for (const text of texts) bytes += Buffer.byteLength(text);
  if (bytes > maxRecordBytes) throw new Refusal(`The record is larger than ${maxRecordBytes} bytes.`);
};

/**
 * Reads a record after the common attributes were merged into it.
 * @throws AwsError ValidationException, which refuses the whole request; Refusal, which rejects the record
 */
export const readRecord = (record: _Record): ReadRecord => {
  const { MeasureName, Time, TimeUnit: unit = 'MILLISECONDS', MeasureValueType: type = 'DOUBLE' } = record;
  if (MeasureName === undefined) throw validationError('MeasureName must be given.');
  if (Time === undefined) throw validationError('Time must be given.');
  checkMeasureName(MeasureName);
  const dimensions = readDimensions(record);
  const version = readVersion(record);
  const measures = type === 'MULTI' ? readMulti(record, unit) : readSingle(record, type, unit);
  refuseTooLarge(record);
  const time = parseTime(Time, unit);
  const values = measures.map(({ column, cell }) => [column, cell] as const);
  return {
    time,
    version,
    measureName: MeasureName,
    type,
    dimensions,
    measures,
    key: hashOf([MeasureName, String(time), dimensions]),
    value: hashOf(values.length > 1 ? values.sort(([a], [b]) => (a < b ? -1 : 1)) : values),
  };
};
