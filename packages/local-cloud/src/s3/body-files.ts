import { randomUUID } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, mkdirSync, openSync, readdirSync, readSync } from 'node:fs';
import { rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The bytes of objects and parts, one immutable file each. Who names a file in a table makes it count. */
export interface BodyFiles {
  /** Resolves with the file's name once it is whole on disk. */
  write(body: Uint8Array): Promise<string>;
  /** Makes one file of several, in order. */
  join(files: readonly string[]): Promise<string>;
  /** Reads `length` bytes from `start`. */
  read(file: string, start: number, length: number): Buffer;
  /** Removes files that nothing names any more. */
  remove(files: readonly string[]): Promise<void>;
  names(): readonly string[];
}

const partial = '.partial';

/** Files under `folder`, spread over 256 directories so that none grows large. */
export const openBodyFiles = (folder: string): BodyFiles => {
  for (let byte = 0; byte < 256; byte += 1)
    mkdirSync(join(folder, byte.toString(16).padStart(2, '0')), { recursive: true });
  const pathOf = (file: string): string => join(folder, file.slice(0, 2), file);
  const finish = async (file: string, fill: (path: string) => Promise<void>): Promise<string> => {
    const temporary = `${pathOf(file)}${partial}`;
    await fill(temporary);
    await rename(temporary, pathOf(file));
    return file;
  };
  return {
    write: (body) => finish(randomUUID(), (path) => writeFile(path, body)),
    join: (files) =>
      finish(randomUUID(), async (path) => {
        const output = createWriteStream(path);
        for (const file of files) await pipeline(createReadStream(pathOf(file)), output, { end: false });
        await new Promise<void>((resolve, reject) => output.once('error', reject).end(resolve));
      }),
    read: (file, start, length) => {
      const descriptor = openSync(pathOf(file), 'r');
      try {
        const bytes = Buffer.allocUnsafe(length);
        const count = readSync(descriptor, bytes, 0, length, start);
        return count === length ? bytes : bytes.subarray(0, count);
      } finally {
        closeSync(descriptor);
      }
    },
    remove: async (files) => {
      for (const file of files) await unlink(pathOf(file)).catch(() => undefined);
    },
    names: () => readdirSync(folder).flatMap((directory) => readdirSync(join(folder, directory))),
  };
};
