import { createBlock, type LineBlock } from '../lines/line-block.ts';
import { type BadLine, scanOtherLine } from '../lines/scan-other-line.ts';
import { scanPlainLine } from '../lines/scan-plain-line.ts';
import type { ShardTable } from '../lines/shard-table.ts';
import type { ByteSource } from './byte-source.ts';

const lineFeed = 0x0a;

/** Told of each line that is none of an archive; lines count from 1. */
export type OnBadLine = (line: number, bad: BadLine) => void;

/** Cuts a source into lines and finds out what each is. */
export class LineReader {
  readonly #source: ByteSource;
  readonly #shards: ShardTable;
  readonly #onBadLine: OnBadLine;
  #block: LineBlock;
  /** Bytes of the block that are filled. */
  #filled = 0;
  /** Where the line begins that was not all there. */
  #rest = 0;
  #line = 1;
  #ended = false;

  constructor(source: ByteSource, shards: ShardTable, onBadLine: OnBadLine, blockBytes: number) {
    this.#source = source;
    this.#shards = shards;
    this.#onBadLine = onBadLine;
    this.#block = createBlock(blockBytes);
  }

  get taken(): number {
    return this.#source.taken;
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  /** The next lines, at least one; undefined at the end. The block is only good until the next call. */
  async next(): Promise<LineBlock | undefined> {
    for (;;) {
      if (!(await this.#fill())) return undefined;
      this.#scan();
      if (this.#block.count > 0) return this.#block;
    }
  }

  /** Keeps the line that was not all there, and reads on behind it. @returns whether there is anything to scan */
  async #fill(): Promise<boolean> {
    this.#keepRest();
    const { bytes } = this.#block;
    const capacity = bytes.length - 1;
    while (!this.#ended && this.#filled < capacity) {
      const length = await this.#source.read(bytes, this.#filled, capacity - this.#filled);
      this.#filled += length;
      if (length === 0) this.#end();
    }
    // A stop for the scanner: nothing matches it.
    bytes[this.#filled] = 0;
    return this.#filled > 0;
  }

  /** The last line may lack its line break. */
  #end(): void {
    this.#ended = true;
    const { bytes } = this.#block;
    if (this.#filled === 0 || bytes[this.#filled - 1] === lineFeed) return;
    bytes[this.#filled] = lineFeed;
    this.#filled += 1;
  }

  #keepRest(): void {
    const old = this.#block;
    // A line that fills a whole block needs a larger one.
    if (this.#rest === 0 && this.#filled >= old.bytes.length - 1) {
      this.#block = createBlock(2 * old.bytes.length);
      old.bytes.copy(this.#block.bytes, 0, 0, this.#filled);
    } else {
      old.bytes.copyWithin(0, this.#rest, this.#filled);
    }
    this.#filled -= this.#rest;
    this.#rest = 0;
    this.#block.count = 0;
  }

  #scan(): void {
    const block = this.#block;
    let at = 0;
    while (at < this.#filled && block.count < block.maxLines) {
      const end = scanPlainLine(block, at, this.#shards);
      const next = end >= 0 ? end : this.#scanOther(at);
      if (next < 0) break;
      at = next + 1;
      this.#line += 1;
    }
    this.#rest = at;
  }

  /** @returns the place of the line break, -1 if it is not there yet */
  #scanOther(start: number): number {
    const block = this.#block;
    const end = block.bytes.subarray(0, this.#filled).indexOf(lineFeed, start);
    if (end < 0 || isBlank(block.bytes, start, end)) return end;
    const bad = scanOtherLine(block, start, end, this.#shards);
    if (bad) this.#onBadLine(this.#line, bad);
    return end;
  }
}

/** An empty line holds nothing that could be missed. */
const isBlank = (bytes: Uint8Array, start: number, end: number): boolean =>
  end === start || (end === start + 1 && bytes[start] === 0x0d);
