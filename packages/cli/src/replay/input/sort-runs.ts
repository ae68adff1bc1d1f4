import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { compareSequenceNumbers } from '@signalbox/contracts';
import type { Position } from '@signalbox/decision-engine';
import { field, type LineBlock } from '../lines/line-block.ts';
import type { ShardTable } from '../lines/shard-table.ts';
import { openFile } from './byte-source.ts';
import { Cursor, type OnBadLine } from './cursor.ts';
import type { Place, Run } from './run.ts';

export interface SortOptions {
  readonly shards: ShardTable;
  readonly onBadLine: OnBadLine;
  /** A directory for the sorted parts. */
  readonly temporary: string;
  /** How many bytes of lines are sorted at once. Default: 64 MiB. */
  readonly partBytes?: number;
  /** Told how many bytes of the runs have been read so far. */
  readonly onTaken: (bytes: number) => void;
}

interface KeptLine extends Place {
  readonly text: Buffer;
}

const defaultPartBytes = 64 * 1024 * 1024;
const writeBytes = 1024 * 1024;

const copyLine = (block: LineBlock, line: number): KeptLine => ({
  shard: block.at(line, field.shard),
  sequenceNumber: block.sequenceNumber(line),
  text: Buffer.from(block.bytes.subarray(block.at(line, field.start), block.at(line, field.end))),
});

const lineBreak = Buffer.from('\n');

const writeLines = async (file: FileHandle, lines: readonly KeptLine[]): Promise<number> => {
  let [bytes, size, chunk] = [0, 0, [] as Buffer[]];
  const flush = async (): Promise<void> => {
    await file.writev(chunk);
    [bytes, size, chunk] = [bytes + size, 0, []];
  };
  for (const { text } of lines) {
    chunk.push(text, lineBreak);
    size += text.length + 1;
    if (size >= writeBytes) await flush();
  }
  if (size > 0) await flush();
  return bytes;
};

/** The lines of one shard in a file of sorted lines. */
const partOf = (path: string, first: Position, start: number, end: number, received: Run['received']): Run => ({
  name: `${path}@${start}`,
  bytes: end - start,
  first,
  ...(received && { received }),
  open: () => openFile(path, start, end),
});

/**
 * Sorts lines that are not in order, with a bounded part of them in memory: each part is written to a file, every shard of it as a run
 * of its own, so that runs of different shards, and of different times, are never open at once.
 */
export const sortRuns = async (runs: readonly Run[], options: SortOptions): Promise<readonly Run[]> => {
  const { shards, temporary, partBytes = defaultPartBytes, onTaken } = options;
  const sorted: Run[] = [];
  let kept: KeptLine[] = [];
  let keptBytes = 0;

  const writePart = async (received: Run['received']): Promise<void> => {
    if (kept.length === 0) return;
    const path = join(temporary, `part-${sorted.length}`);
    const file = await open(path, 'wx');
    let end = 0;
    try {
      const byShard = [...Map.groupBy(kept, ({ shard }) => shard).values()];
      for (const lines of byShard) {
        lines.sort((one, other) => compareSequenceNumbers(one.sequenceNumber, other.sequenceNumber));
        const start = end;
        end += await writeLines(file, lines);
        const { shard = 0, sequenceNumber = '' } = lines[0] ?? {};
        sorted.push(partOf(path, { shardId: shards.names[shard] ?? '', sequenceNumber }, start, end, received));
      }
    } finally {
      await file.close();
    }
    [kept, keptBytes] = [[], 0];
  };

  const keepAll = async (cursor: Cursor, finished: number): Promise<void> => {
    do {
      for (let { line } = cursor; line < cursor.block.count; line += 1) {
        const copy = copyLine(cursor.block, line);
        kept.push(copy);
        keptBytes += copy.text.length;
      }
      if (keptBytes >= partBytes) await writePart(cursor.run.received);
      onTaken(finished + cursor.taken);
    } while (await cursor.moveTo(cursor.block.count));
  };

  let finished = 0;
  for (const run of runs) {
    const cursor = await Cursor.open(run, shards, { blockBytes: writeBytes, onBadLine: options.onBadLine });
    if (cursor === undefined) continue;
    // Which lines take part is said of a run, so a part is never of two.
    if (run.received !== undefined) await writePart(undefined);
    try {
      await keepAll(cursor, finished);
      finished += cursor.taken;
    } finally {
      await cursor.close();
    }
    if (run.received !== undefined) await writePart(run.received);
  }
  await writePart(undefined);
  return sorted;
};
