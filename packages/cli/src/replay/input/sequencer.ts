import { field, fieldsOfLine, type LineBlock } from '../lines/line-block.ts';
import type { ShardTable } from '../lines/shard-table.ts';
import type { Cursor } from './cursor.ts';
import { OutOfOrder, type Run } from './run.ts';

/** Where full blocks go. */
export interface BlockSink {
  /** A block to fill, of at least so many bytes; waits until one is free. */
  take(bytes: number): Promise<LineBlock>;
  give(block: LineBlock): void;
}

/** The position of the line that was taken last, wherever it stood. */
class LastPosition {
  #shard = -1;
  readonly #digits = Buffer.alloc(129);
  #length = 0;

  keep(block: LineBlock, line: number): void {
    this.#shard = block.at(line, field.shard);
    const start = block.at(line, field.sequenceStart);
    this.#length = block.at(line, field.sequenceEnd) - start;
    block.bytes.copy(this.#digits, 0, start, start + this.#length);
  }

  /** Negative: this position comes before that of the line, as it should; 0: it is the same. */
  compareWith(block: LineBlock, line: number, shards: ShardTable): number {
    const shard = block.at(line, field.shard);
    if (shard !== this.#shard) return this.#shard < 0 ? -1 : shards.compare(this.#shard, shard);
    const start = block.at(line, field.sequenceStart);
    const length = block.at(line, field.sequenceEnd) - start;
    return compareDigits(this.#digits, 0, this.#length, block.bytes, start, length);
  }
}

/** Compares integers without leading zeros. */
const compareDigits = (
  one: Uint8Array,
  oneStart: number,
  oneLength: number,
  other: Uint8Array,
  otherStart: number,
  otherLength: number,
): number => {
  if (oneLength !== otherLength) return oneLength - otherLength;
  for (let index = 0; index < oneLength; index += 1) {
    const difference = (one[oneStart + index] ?? 0) - (other[otherStart + index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

const compareNeighbours = (block: LineBlock, line: number, shards: ShardTable): number => {
  const { bytes, fields } = block;
  const next = line * fieldsOfLine;
  const base = next - fieldsOfLine;
  const [shard = 0, nextShard = 0] = [fields[base + field.shard], fields[next + field.shard]];
  if (shard !== nextShard) return shards.compare(shard, nextShard);
  const start = fields[base + field.sequenceStart] ?? 0;
  const nextStart = fields[next + field.sequenceStart] ?? 0;
  const length = (fields[base + field.sequenceEnd] ?? 0) - start;
  return compareDigits(bytes, start, length, bytes, nextStart, (fields[next + field.sequenceEnd] ?? 0) - nextStart);
};

/** Fields that are places in the block and move with its bytes. */
const places = [
  ...[field.start, field.end, field.sequenceStart, field.sequenceEnd],
  ...[field.payloadStart, field.payloadEnd, field.topicStart, field.topicEnd],
];

/**
 * Brings lines that come in order into blocks for the workers: each position once, and only lines that take part.
 * @throws OutOfOrder from `take` if a line stands before the one that came last
 */
export class Sequencer {
  readonly #sink: BlockSink;
  readonly #shards: ShardTable;
  readonly #last = new LastPosition();
  #block: LineBlock | undefined;
  #filled = 0;
  /** Lines whose position had come before. */
  repeated = 0;
  /** Lines that were given on. */
  lines = 0;
  /** The lowest and the highest `receivedAt` of these, epoch ms; undefined if there are none. */
  earliest: number | undefined;
  latest: number | undefined;
  /** `receivedAt` of the line that was given on last. */
  current: number | undefined;

  constructor(sink: BlockSink, shards: ShardTable) {
    this.#sink = sink;
    this.#shards = shards;
  }

  /** Takes the lines of a cursor from `from` up to but without `to`. */
  async take({ block, run }: Cursor, from: number, to: number): Promise<void> {
    let start = from;
    for (let line = from; line < to; line += 1) {
      const order =
        line === from
          ? this.#last.compareWith(block, line, this.#shards)
          : compareNeighbours(block, line, this.#shards);
      if (order > 0) throw new OutOfOrder(run);
      if (order < 0 && isWanted(run, block.times[line] ?? 0)) continue;
      if (order === 0) this.repeated += 1;
      await this.#copy(block, start, line);
      start = line + 1;
    }
    await this.#copy(block, start, to);
    if (to > from) this.#last.keep(block, to - 1);
  }

  /** Gives on what is left. */
  flush(): void {
    if (this.#block !== undefined && this.#block.count > 0) this.#sink.give(this.#block);
    this.#block = undefined;
  }

  async #copy(block: LineBlock, from: number, to: number): Promise<void> {
    let start = from;
    while (start < to) {
      const target = await this.#room(block, start);
      const end = this.#fitting(target, block, start, to);
      this.#append(target, block, start, end);
      start = end;
    }
  }

  /** A block with room for at least the line. */
  async #room(block: LineBlock, line: number): Promise<LineBlock> {
    const length = block.at(line, field.end) - block.at(line, field.start);
    const current = this.#block;
    if (current && this.#filled + length < current.bytes.length && current.count < current.maxLines) return current;
    this.flush();
    this.#block = await this.#sink.take(length);
    this.#block.count = 0;
    this.#filled = 0;
    return this.#block;
  }

  /** The line up to which those from `from` fit into the target. */
  #fitting(target: LineBlock, block: LineBlock, from: number, to: number): number {
    const room = target.bytes.length - 1 - this.#filled;
    const start = block.at(from, field.start);
    let end = Math.min(to, from + target.maxLines - target.count);
    if (block.at(end - 1, field.end) - start <= room) return end;
    let low = from + 1;
    while (low < end) {
      const middle = (low + end) >> 1;
      if (block.at(middle, field.end) - start <= room) low = middle + 1;
      else end = middle;
    }
    return low;
  }

  #append(target: LineBlock, block: LineBlock, from: number, to: number): void {
    const start = block.at(from, field.start);
    const end = block.at(to - 1, field.end);
    block.bytes.copy(target.bytes, this.#filled, start, end);
    const base = target.count * fieldsOfLine;
    target.fields.set(block.fields.subarray(from * fieldsOfLine, to * fieldsOfLine), base);
    target.times.set(block.times.subarray(from, to), target.count);
    const moved = this.#filled - start;
    for (let at = base; at < base + (to - from) * fieldsOfLine; at += fieldsOfLine) {
      for (const place of places) target.fields[at + place] = (target.fields[at + place] ?? 0) + moved;
    }
    for (let line = from; line < to; line += 1) {
      const time = block.times[line] ?? 0;
      if (this.latest === undefined || time > this.latest) this.latest = time;
      if (this.earliest === undefined || time < this.earliest) this.earliest = time;
    }
    this.current = block.times[to - 1];
    this.#filled += end - start;
    target.count += to - from;
    this.lines += to - from;
  }
}

const isWanted = ({ received }: Run, time: number): boolean =>
  received === undefined || (time >= received.from && time < received.to);
