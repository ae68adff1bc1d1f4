import type { Datum, Type } from '@aws-sdk/client-timestream-query';
import {
  DuckDBDateValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import { UnsupportedError } from '../../kernel/aws-error.ts';

const scalars: Readonly<Partial<Record<DuckDBTypeId, Type['ScalarType']>>> = {
  [DuckDBTypeId.BOOLEAN]: 'BOOLEAN',
  [DuckDBTypeId.TINYINT]: 'INTEGER',
  [DuckDBTypeId.SMALLINT]: 'INTEGER',
  [DuckDBTypeId.INTEGER]: 'INTEGER',
  [DuckDBTypeId.BIGINT]: 'BIGINT',
  [DuckDBTypeId.UBIGINT]: 'BIGINT',
  [DuckDBTypeId.HUGEINT]: 'BIGINT',
  [DuckDBTypeId.FLOAT]: 'DOUBLE',
  [DuckDBTypeId.DOUBLE]: 'DOUBLE',
  [DuckDBTypeId.DECIMAL]: 'DOUBLE',
  [DuckDBTypeId.VARCHAR]: 'VARCHAR',
  [DuckDBTypeId.DATE]: 'DATE',
  [DuckDBTypeId.TIME]: 'TIME',
  [DuckDBTypeId.TIMESTAMP]: 'TIMESTAMP',
  [DuckDBTypeId.TIMESTAMP_NS]: 'TIMESTAMP',
  [DuckDBTypeId.INTERVAL]: 'INTERVAL_DAY_TO_SECOND',
  [DuckDBTypeId.SQLNULL]: 'UNKNOWN',
};

/** The dialect's type of a result column. @throws UnsupportedError */
export const columnType = (type: DuckDBType): Type => {
  const ScalarType = scalars[type.typeId];
  if (ScalarType === undefined) throw new UnsupportedError(`results of the type ${type} in a Timestream query`);
  return { ScalarType };
};

/** A double as Java prints it, which is how Timestream does: `90.0`, `1.0E10`. */
export const formatDouble = (value: number): string => {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e');
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
};

/** Pads the fraction of a second to nanoseconds: `2019-12-04 19:00:00.000000000`. */
const withNanos = (text: string): string => {
  const [whole = '', fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(9, '0')}`;
};

const two = (value: bigint) => String(value).padStart(2, '0');

/** `5 20:00:00.000000000` */
const formatInterval = ({ months, days, micros }: DuckDBIntervalValue): string => {
  if (months !== 0) return `${Math.trunc(months / 12)}-${Math.abs(months % 12)}`;
  const total = BigInt(days) * 86_400_000_000n + micros;
  const size = total < 0n ? -total : total;
  const seconds = size / 1_000_000n;
  const clock = [(seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(':');
  return `${total < 0n ? '-' : ''}${seconds / 86_400n} ${clock}.${String(size % 1_000_000n).padStart(6, '0')}000`;
};

const formatScalar = (value: Exclude<DuckDBValue, null>, isDouble: boolean): string => {
  if (isDouble) return formatDouble(Number(value));
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampNanosecondsValue) {
    return withNanos(value.toString());
  }
  if (value instanceof DuckDBTimeValue) return withNanos(value.toString());
  if (value instanceof DuckDBIntervalValue) return formatInterval(value);
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBListValue) throw new UnsupportedError('arrays in the result of a Timestream query');
  return String(value);
};

/** One value of a result row. */
export const formatValue = (value: DuckDBValue, { ScalarType }: Type): Datum =>
  value === null ? { NullValue: true } : { ScalarValue: formatScalar(value, ScalarType === 'DOUBLE') };
