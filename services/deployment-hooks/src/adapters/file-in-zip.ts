import { buffer } from 'node:stream/consumers';
import { PermanentError } from '@signalbox/lambda-kit';
import { fromBufferPromise } from 'yauzl';

/** What a file may have, unpacked: a zip of a few bytes can unpack to any size. */
const mostBytes = 32 * 1024 * 1024;

const find = async (zip: Uint8Array, path: string): Promise<Buffer | undefined> => {
  const archive = await fromBufferPromise(Buffer.from(zip), { lazyEntries: true });
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName !== path) continue;
    if (entry.uncompressedSize > mostBytes) throw new Error(`${path} has ${entry.uncompressedSize} bytes`);
    return buffer(await archive.openReadStreamPromise(entry));
  }
  return undefined;
};

/**
 * A file of a zip; undefined if it is not in there.
 * @throws {PermanentError} PACKAGE_UNREADABLE
 */
export const fileInZip = async (zip: Uint8Array, path: string): Promise<Buffer | undefined> => {
  try {
    return await find(zip, path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PermanentError('PACKAGE_UNREADABLE', `the package cannot be read: ${why}`, { cause: error });
  }
};
