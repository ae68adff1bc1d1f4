import { timestreamUnits } from './billing-units.ts';

interface MeasureValue {
  readonly Name?: string;
  readonly Value?: string;
  readonly Type?: string;
}

interface WriteRecord {
  readonly Dimensions?: readonly { readonly Name?: string; readonly Value?: string }[];
  readonly MeasureName?: string;
  readonly MeasureValue?: string;
  readonly MeasureValueType?: string;
  readonly MeasureValues?: readonly MeasureValue[];
  readonly Time?: string;
}

export interface WriteRecordsInput {
  readonly CommonAttributes?: WriteRecord;
  readonly Records?: readonly WriteRecord[];
}

const timeBytes = 8;

const textBytes = (text = ''): number => Buffer.byteLength(text);

/** 1 byte for a boolean, 8 for a number or a time, the UTF-8 length for text; DOUBLE unless a type is given. */
const valueBytes = (value: string | undefined, type = 'DOUBLE'): number => {
  if (value === undefined) return 0;
  if (type === 'VARCHAR') return textBytes(value);
  return type === 'BOOLEAN' ? 1 : 8;
};

const attributesBytes = (record: WriteRecord, type: string | undefined): number => {
  const { Dimensions = [], MeasureName, MeasureValue, MeasureValues = [], Time } = record;
  const dimensions = Dimensions.reduce((sum, { Name, Value }) => sum + textBytes(Name) + textBytes(Value), 0);
  const values = MeasureValues.reduce(
    (sum, { Name, Value, Type }) => sum + textBytes(Name) + valueBytes(Value, Type),
    0,
  );
  const time = Time === undefined ? 0 : timeBytes;
  return time + dimensions + textBytes(MeasureName) + valueBytes(MeasureValue, type) + values;
};

const typeOf = (record: WriteRecord, common: WriteRecord): string | undefined =>
  record.MeasureValueType ?? common.MeasureValueType;

/**
 * Write units of a WriteRecords request: time, names and values of all records, common attributes once, in units of 1 KiB.
 * Source: https://docs.aws.amazon.com/timestream/latest/developerguide/metering-and-pricing.writes.html
 */
export const writeUnitsOf = ({ CommonAttributes = {}, Records = [] }: WriteRecordsInput): number => {
  const common = attributesBytes(CommonAttributes, CommonAttributes.MeasureValueType);
  const own = Records.reduce((sum, record) => sum + attributesBytes(record, typeOf(record, CommonAttributes)), 0);
  return timestreamUnits(common + own);
};

/**
 * Bytes that the rows of a request take in the store, where each has the common attributes too.
 * Source: https://docs.aws.amazon.com/timestream/latest/developerguide/metering-and-pricing.storage.html
 */
export const storedBytesOf = ({ CommonAttributes = {}, Records = [] }: WriteRecordsInput): number => {
  const common = attributesBytes(CommonAttributes, CommonAttributes.MeasureValueType);
  return Records.reduce((sum, record) => sum + common + attributesBytes(record, typeOf(record, CommonAttributes)), 0);
};
