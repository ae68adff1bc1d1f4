/** A field as it stands on the wire; what its bits mean only the descriptor knows. */
export type WireField = { number: number; value: bigint | Uint8Array };

/**
 * The fields of a message in their order (protobuf.dev, "Encoding"). Varints and fixed widths are unsigned integers. Groups, which are
 * long deprecated, are refused.
 *
 * @throws RangeError for bytes that are no message
 */
export function readFields(bytes: Uint8Array): WireField[] {
  const cursor = new WireCursor(bytes);
  const fields: WireField[] = [];
  while (!cursor.isAtEnd) {
    const tag = cursor.varint();
    fields.push({ number: Number(tag >> 3n), value: readValue(cursor, Number(tag & 7n)) });
  }
  return fields;
}

function readValue(cursor: WireCursor, wireType: number): bigint | Uint8Array {
  if (wireType === 0) return cursor.varint();
  if (wireType === 1) return cursor.fixed(8);
  if (wireType === 2) return cursor.bytes(Number(cursor.varint()));
  if (wireType === 5) return cursor.fixed(4);
  throw new RangeError(`unknown wire type ${wireType}`);
}

export class WireCursor {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#bytes.length;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const [byte = 0] = this.bytes(1);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new RangeError('varint too long');
  }

  /** Little-endian. */
  fixed(size: 4 | 8): bigint {
    return [...this.bytes(size)].reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  }

  bytes(size: number): Uint8Array {
    const end = this.#position + size;
    if (end > this.#bytes.length) throw new RangeError('message cut short');
    const bytes = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return bytes;
  }
}
