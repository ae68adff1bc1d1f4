import { setKey } from '../values/set-key.ts';
import type { SqlObject, SqlValue } from '../values/sql-value.ts';
import type { Descriptors, FieldDescriptor, MessageDescriptor } from './descriptors.ts';
import { SCALARS, unpack } from './scalars.ts';
import { WELL_KNOWN_TYPES } from './well-known-types.ts';
import { readFields, type WireField } from './wire-reader.ts';

const STRING = 9;
const MESSAGE = 11;
const BYTES = 12;
const ENUM = 14;
const MAX_DEPTH = 100;

/**
 * A message as JSON, by the ProtoJSON mapping (protobuf.dev, "ProtoJSON Format"). Fields that are not set are left out, fields that the
 * descriptor does not know are ignored.
 *
 * @throws RangeError for bytes that are not such a message
 */
export function decodeMessage(bytes: Uint8Array, typeName: string, descriptors: Descriptors, depth = 0): SqlValue {
  const message = descriptors.messages.get(typeName);
  if (message === undefined) throw new RangeError(`no message ${typeName}`);
  if (depth > MAX_DEPTH) throw new RangeError('message nested too deep');
  const decode = (inner: Uint8Array, name: string): SqlValue => decodeMessage(inner, name, descriptors, depth + 1);
  const object = decodeFields(readFields(bytes), message, descriptors, decode);
  const wellKnown = WELL_KNOWN_TYPES.get(typeName);
  return wellKnown === undefined ? object : wellKnown(object, decode);
}

type DecodeInner = (bytes: Uint8Array, typeName: string) => SqlValue;

function decodeFields(
  fields: WireField[],
  message: MessageDescriptor,
  descriptors: Descriptors,
  decode: DecodeInner,
): SqlObject {
  const object: SqlObject = {};
  for (const { number, value } of fields) {
    const field = message.fields.get(number);
    if (field === undefined) continue;
    const values = valuesOf(field, value, descriptors, decode);
    if (!field.isRepeated) setKey(object, field.jsonName, values.at(-1));
    else if (descriptors.messages.get(field.typeName)?.isMapEntry) addToMap(object, field.jsonName, values);
    else setKey(object, field.jsonName, [...listAt(object, field.jsonName), ...values]);
  }
  return object;
}

function listAt(object: SqlObject, key: string): SqlValue[] {
  const existing = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(existing) ? existing : [];
}

/** Map entries are messages with the fields `key` and `value`. */
function addToMap(object: SqlObject, name: string, entries: SqlValue[]): void {
  const map: SqlObject = Object.hasOwn(object, name) ? (object[name] as SqlObject) : {};
  for (const entry of entries) {
    const { key, value } = entry as SqlObject;
    setKey(map, String(key ?? ''), value ?? null);
  }
  setKey(object, name, map);
}

/** One value, or all of a packed field. */
function valuesOf(
  field: FieldDescriptor,
  value: bigint | Uint8Array,
  descriptors: Descriptors,
  decode: DecodeInner,
): SqlValue[] {
  const scalar = field.type === ENUM ? enumScalar(field, descriptors) : SCALARS.get(field.type);
  if (scalar !== undefined) return (typeof value === 'bigint' ? [value] : unpack(scalar, value)).map(scalar.toJson);
  if (typeof value === 'bigint') throw new RangeError(`${field.jsonName} is not length-delimited`);
  if (field.type === STRING) return [Buffer.from(value).toString()];
  if (field.type === BYTES) return [Buffer.from(value).toString('base64')];
  if (field.type === MESSAGE) return [decode(value, field.typeName)];
  throw new RangeError(`type ${field.type} of ${field.jsonName} is not supported`);
}

/** A number that has no name stays a number. */
function enumScalar({ typeName }: FieldDescriptor, { enums }: Descriptors) {
  const names = enums.get(typeName);
  return {
    take: (cursor: { varint(): bigint }) => cursor.varint(),
    toJson: (bits: bigint): SqlValue => {
      if (typeName === 'google.protobuf.NullValue') return null;
      const number = BigInt.asIntN(32, bits);
      return names?.get(number) ?? Number(number);
    },
  };
}
