/** Where the fields of a line stand in {@link LineBlock.fields}; offsets are of bytes in the block. */
export const field = {
  start: 0,
  /** Without the line break. */
  end: 1,
  /** 1: telemetry exactly as the archive function writes it, whose places follow; 0: any other line. */
  plain: 2,
  /** Index in the table of shards. */
  shard: 3,
  sequenceStart: 4,
  sequenceEnd: 5,
  payloadStart: 6,
  payloadEnd: 7,
  topicStart: 8,
  topicEnd: 9,
  /** Of the device; the same for all its lines, whatever their shape. */
  deviceHash: 10,
} as const;

export const fieldsOfLine = 11;

/** For so many bytes of a block there is room for the fields of a line; few lines of an archive are shorter. */
const bytesOfLine = 192;

/** What a block is made of. Shared memory where several threads read it. */
export interface BlockMemory {
  readonly bytes: ArrayBufferLike;
  readonly fields: ArrayBufferLike;
  readonly times: ArrayBufferLike;
}

/** Whole lines of an archive, and where what matters stands in each. */
export class LineBlock {
  readonly memory: BlockMemory;
  readonly bytes: Buffer;
  readonly fields: Int32Array;
  /** `receivedAt` of each line, epoch ms. */
  readonly times: Float64Array;
  /** How many lines it has. */
  count = 0;

  constructor(memory: BlockMemory, count = 0) {
    this.memory = memory;
    this.bytes = Buffer.from(memory.bytes);
    this.fields = new Int32Array(memory.fields);
    this.times = new Float64Array(memory.times);
    this.count = count;
  }

  get maxLines(): number {
    return this.times.length;
  }

  at(line: number, name: number): number {
    return this.fields[line * fieldsOfLine + name] ?? 0;
  }

  sequenceNumber(line: number): string {
    return this.bytes.toString('latin1', this.at(line, field.sequenceStart), this.at(line, field.sequenceEnd));
  }
}

/** @param capacity bytes of lines; one more is kept free as a stop */
export const createBlock = (
  capacity: number,
  allocate: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): LineBlock => {
  const lines = Math.ceil(capacity / bytesOfLine);
  return new LineBlock({
    bytes: allocate(capacity + 1),
    fields: allocate(lines * fieldsOfLine * Int32Array.BYTES_PER_ELEMENT),
    times: allocate(lines * Float64Array.BYTES_PER_ELEMENT),
  });
};
