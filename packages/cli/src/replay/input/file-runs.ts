import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../../problem.ts';
import { openRecordFile } from './open-source.ts';
import type { Run } from './run.ts';

const sizeOf = async (path: string): Promise<number> => {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw new Problem('usage', `${path} is a directory; name the files of records in it`);
    return stats.size;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new Problem('usage', `there is no file ${path}`, { cause });
  }
};

/** What stdin says is kept in a file, for it may have to be read twice. */
const keepStdin = async (temporary: string, signal: AbortSignal | undefined): Promise<string> => {
  const path = join(temporary, 'stdin');
  try {
    await pipeline(process.stdin, createWriteStream(path), signal === undefined ? {} : { signal });
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  }
  return path;
};

/**
 * Files of archive lines, packed or not; `-` is stdin.
 * @param temporary a directory for what has to be kept
 * @throws Problem `usage` for a file that is not there; what the signal was aborted with
 */
export const fileRuns = (paths: readonly string[], temporary: string, signal?: AbortSignal): Promise<readonly Run[]> =>
  Promise.all(
    paths.map(async (name) => {
      const path = name === '-' ? await keepStdin(temporary, signal) : name;
      return { name: name === '-' ? 'stdin' : name, bytes: await sizeOf(path), open: () => openRecordFile(path, name) };
    }),
  );
