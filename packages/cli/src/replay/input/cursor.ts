import { field, type LineBlock } from '../lines/line-block.ts';
import type { BadLine } from '../lines/scan-other-line.ts';
import type { ShardTable } from '../lines/shard-table.ts';
import { LineReader } from './line-reader.ts';
import { comparePlaces, type Place, type Run } from './run.ts';

/** Told of lines of a run that are none of an archive. */
export type OnBadLine = (run: Run, line: number, bad: BadLine) => void;

const placeOf = (block: LineBlock, line: number): Place => ({
  shard: block.at(line, field.shard),
  sequenceNumber: block.sequenceNumber(line),
});

/** Goes through the lines of a run. */
export class Cursor {
  readonly run: Run;
  readonly #reader: LineReader;
  readonly #shards: ShardTable;
  /** The lines at hand; `line` is the next of them. */
  block: LineBlock;
  line = 0;
  head: Place;
  #last: Place;

  private constructor(run: Run, reader: LineReader, shards: ShardTable, block: LineBlock) {
    this.run = run;
    this.#reader = reader;
    this.#shards = shards;
    this.block = block;
    this.head = placeOf(block, 0);
    this.#last = placeOf(block, block.count - 1);
  }

  /** Undefined if the run has no line that can be read. */
  static async open(
    run: Run,
    shards: ShardTable,
    { blockBytes, onBadLine }: { readonly blockBytes: number; readonly onBadLine: OnBadLine },
  ): Promise<Cursor | undefined> {
    const reader = new LineReader(await run.open(), shards, (line, bad) => onBadLine(run, line, bad), blockBytes);
    try {
      const block = await reader.next();
      if (block !== undefined) return new Cursor(run, reader, shards, block);
    } catch (error) {
      await reader.close();
      throw error;
    }
    await reader.close();
    return undefined;
  }

  get taken(): number {
    return this.#reader.taken;
  }

  /** The line before which all lines at hand stand at or before `bound`; at least the next one is taken. */
  lineAfter(bound: Place | undefined): number {
    const { count } = this.block;
    if (bound === undefined || comparePlaces(this.#shards, this.#last, bound) <= 0) return count;
    let [low, high] = [this.line + 1, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (comparePlaces(this.#shards, placeOf(this.block, middle), bound) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Goes on to a line at hand, or to the next ones. @returns whether there is one */
  async moveTo(line: number): Promise<boolean> {
    this.line = line;
    if (line >= this.block.count) {
      const block = await this.#reader.next();
      if (block === undefined) return false;
      this.block = block;
      this.line = 0;
      this.#last = placeOf(block, block.count - 1);
    }
    this.head = placeOf(this.block, this.line);
    return true;
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}
