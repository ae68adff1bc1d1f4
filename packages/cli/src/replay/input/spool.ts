import { open } from 'node:fs/promises';
import type { ArchiveLine } from '@signalbox/contracts';
import type { Position } from '@signalbox/decision-engine';
import { openFile } from './byte-source.ts';
import type { Run } from './run.ts';

/** Lines of one shard that are kept in a file, in their order. */
export interface Spool {
  add(lines: readonly ArchiveLine[]): Promise<void>;
  close(): Promise<void>;
  /** What was kept; undefined if there is nothing. */
  run(): Run | undefined;
}

/** @param name of the run, for people */
export const openSpool = async (path: string, name: string): Promise<Spool> => {
  const file = await open(path, 'wx');
  let first: Position | undefined;
  let bytes = 0;
  return {
    add: async (lines) => {
      const [head] = lines;
      if (head === undefined) return;
      first ??= { shardId: head.shardId, sequenceNumber: head.sequenceNumber };
      const text = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      await file.appendFile(text);
      bytes += text.length;
    },
    close: () => file.close(),
    run: () => first && { name, bytes, first, open: () => openFile(path) },
  };
};
