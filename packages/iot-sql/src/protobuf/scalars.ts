import { fromDouble } from '../values/doubles.ts';
import type { SqlValue } from '../values/sql-value.ts';
import { WireCursor } from './wire-reader.ts';

type Scalar = {
  /** Takes one value out of a packed field. */
  take(cursor: WireCursor): bigint;
  toJson(bits: bigint): SqlValue;
};

const varint = (cursor: WireCursor): bigint => cursor.varint();
const fixed32 = (cursor: WireCursor): bigint => cursor.fixed(4);
const fixed64 = (cursor: WireCursor): bigint => cursor.fixed(8);
const zigzag = (bits: bigint): bigint => (bits >> 1n) ^ -(bits & 1n);

/** Numeric types by their number, to JSON as ProtoJSON maps them: 64-bit integers are strings. */
export const SCALARS: ReadonlyMap<number, Scalar> = new Map<number, Scalar>([
  [1, { take: fixed64, toJson: (bits) => doubleJson(bytesOf(bits, 8).readDoubleLE()) }],
  [2, { take: fixed32, toJson: (bits) => doubleJson(Number(bytesOf(bits, 4).readFloatLE().toPrecision(8))) }],
  [3, { take: varint, toJson: (bits) => String(BigInt.asIntN(64, bits)) }],
  [4, { take: varint, toJson: String }],
  [5, { take: varint, toJson: (bits) => Number(BigInt.asIntN(32, bits)) }],
  [6, { take: fixed64, toJson: String }],
  [7, { take: fixed32, toJson: Number }],
  [8, { take: varint, toJson: (bits) => bits !== 0n }],
  [13, { take: varint, toJson: (bits) => Number(BigInt.asUintN(32, bits)) }],
  [15, { take: fixed32, toJson: (bits) => Number(BigInt.asIntN(32, bits)) }],
  [16, { take: fixed64, toJson: (bits) => String(BigInt.asIntN(64, bits)) }],
  [17, { take: varint, toJson: (bits) => Number(BigInt.asIntN(32, zigzag(bits))) }],
  [18, { take: varint, toJson: (bits) => String(BigInt.asIntN(64, zigzag(bits))) }],
]);

function bytesOf(bits: bigint, size: 4 | 8): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(bits);
  return bytes.subarray(0, size);
}

function doubleJson(value: number): SqlValue {
  return Number.isFinite(value) ? fromDouble(value) : String(value);
}

/** All values of a packed field. */
export function unpack({ take }: Pick<Scalar, 'take'>, bytes: Uint8Array): bigint[] {
  const cursor = new WireCursor(bytes);
  const values: bigint[] = [];
  while (!cursor.isAtEnd) values.push(take(cursor));
  return values;
}
