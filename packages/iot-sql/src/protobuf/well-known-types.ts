import type { SqlObject, SqlValue } from '../values/sql-value.ts';

type DecodeInner = (bytes: Uint8Array, typeName: string) => SqlValue;
type WellKnownType = (message: SqlObject, decode: DecodeInner) => SqlValue;

const wrapped =
  (otherwise: SqlValue): WellKnownType =>
  ({ value }) =>
    value ?? otherwise;

/** Types of google.protobuf that have a JSON of their own, from the plain JSON of their fields. */
export const WELL_KNOWN_TYPES: ReadonlyMap<string, WellKnownType> = new Map<string, WellKnownType>([
  ['google.protobuf.Timestamp', timestamp],
  ['google.protobuf.Duration', duration],
  ['google.protobuf.FieldMask', ({ paths }) => (Array.isArray(paths) ? paths.map(camelPath).join(',') : '')],
  ['google.protobuf.Struct', ({ fields }) => fields ?? {}],
  ['google.protobuf.ListValue', ({ values }) => values ?? []],
  ['google.protobuf.Value', (message) => Object.values(message)[0] ?? null],
  ['google.protobuf.DoubleValue', wrapped(0)],
  ['google.protobuf.FloatValue', wrapped(0)],
  ['google.protobuf.Int64Value', wrapped('0')],
  ['google.protobuf.UInt64Value', wrapped('0')],
  ['google.protobuf.Int32Value', wrapped(0)],
  ['google.protobuf.UInt32Value', wrapped(0)],
  ['google.protobuf.BoolValue', wrapped(false)],
  ['google.protobuf.StringValue', wrapped('')],
  ['google.protobuf.BytesValue', wrapped('')],
  ['google.protobuf.Any', any],
]);

/** RFC 3339 in UTC with 0, 3, 6 or 9 digits of a second. */
function timestamp({ seconds, nanos }: SqlObject): SqlValue {
  const date = new Date(Number(seconds ?? 0) * 1000);
  if (Number.isNaN(date.getTime())) throw new RangeError('timestamp out of range');
  return `${date.toISOString().slice(0, -5)}${fraction(Number(nanos ?? 0))}Z`;
}

function duration({ seconds, nanos }: SqlObject): SqlValue {
  const whole = BigInt(String(seconds ?? 0));
  const part = Number(nanos ?? 0);
  const sign = whole < 0n || part < 0 ? '-' : '';
  return `${sign}${whole < 0n ? -whole : whole}${fraction(Math.abs(part))}s`;
}

function fraction(nanos: number): string {
  if (nanos === 0) return '';
  return `.${String(nanos)
    .padStart(9, '0')
    .replace(/(?:000){1,2}$/, '')}`;
}

function camelPath(path: SqlValue): string {
  return String(path).replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function any({ typeUrl, value }: SqlObject, decode: DecodeInner): SqlValue {
  const url = String(typeUrl ?? '');
  const inner = decode(Buffer.from(String(value ?? ''), 'base64'), url.slice(url.lastIndexOf('/') + 1));
  const isPlain = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  return isPlain ? { '@type': url, ...(inner as SqlObject) } : { '@type': url, value: inner };
}
