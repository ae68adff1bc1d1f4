import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference } from '@signalbox/decision-engine/diff';
import type { OnEvents } from '../pool/pool.ts';

/** All differences of a replay, on disk: there may be more than fit in memory. */
export interface DifferenceSpool {
  /** Begins, or begins anew. */
  open(): OnEvents;
  /** What was kept since, in order. Reads while it is read. */
  read(): Iterable<Difference>;
}

const chunkBytes = 1024 * 1024;

function* linesOf(path: string): Generator<string> {
  const descriptor = openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let rest = Buffer.alloc(0);
  try {
    for (let length = readSync(descriptor, chunk); length > 0; length = readSync(descriptor, chunk)) {
      const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
      const end = bytes.lastIndexOf(10);
      rest = bytes.subarray(end + 1);
      if (end >= 0) yield* bytes.toString('utf8', 0, end).split('\n');
    }
  } finally {
    closeSync(descriptor);
  }
}

/** @param temporary a directory for it */
export const openDifferenceSpool = (temporary: string): DifferenceSpool => {
  let [opened, path] = [0, ''];
  return {
    open: () => {
      opened += 1;
      path = join(temporary, `differences-${opened}`);
      const descriptor = openSync(path, 'ax');
      closeSync(descriptor);
      const file = path;
      return (events) => {
        const lines = events.flatMap(({ told }) =>
          told.type === 'difference' ? [JSON.stringify(told.difference)] : [],
        );
        if (lines.length === 0) return;
        const appended = openSync(file, 'a');
        writeSync(appended, `${lines.join('\n')}\n`);
        closeSync(appended);
      };
    },
    read: function* () {
      for (const line of linesOf(path)) yield JSON.parse(line) as Difference;
    },
  };
};
