import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Problem } from '../../problem.ts';
import type { ByteSource } from './byte-source.ts';

const packedChunkBytes = 256 * 1024;
const unpackedChunkBytes = 512 * 1024;

async function* chunksOf(source: ByteSource): AsyncGenerator<Buffer> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(packedChunkBytes);
    const length = await source.read(chunk, 0, chunk.length);
    if (length === 0) return;
    yield chunk.subarray(0, length);
  }
}

const faultOf = (name: string, cause: unknown): unknown => {
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? '';
  if (code === 'Z_BUF_ERROR')
    return new Problem('records-unreadable', `${name} is truncated: its gzip data has no end`, { cause });
  if (!code.startsWith('Z_')) return cause;
  return new Problem('records-unreadable', `${name} is damaged: ${(cause as Error).message}`, { cause });
};

/**
 * Unpacks a gzipped source, one member or several.
 * @throws Problem `records-unreadable` from `read` if the data is truncated or damaged, or if anything else follows it
 */
export const gunzipped = (name: string, packed: ByteSource): ByteSource => {
  const gunzip = createGunzip({ chunkSize: unpackedChunkBytes });
  const piped = pipeline(Readable.from(chunksOf(packed), { objectMode: true, highWaterMark: 2 }), gunzip);
  // It is told when it is read.
  piped.catch(() => undefined);
  const chunks = gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);

  const next = async (): Promise<boolean> => {
    try {
      const { done, value } = await chunks.next();
      if (!done) rest = value;
      // zlib stops at whatever is no further member, without a word.
      else if (gunzip.bytesWritten < packed.taken)
        throw new Problem('records-unreadable', `${name} goes on after its gzip data`);
      return !done;
    } catch (error) {
      throw faultOf(name, error);
    }
  };

  return {
    get taken() {
      return packed.taken;
    },
    read: async (target, at, length) => {
      while (rest.length === 0) if (!(await next())) return 0;
      const copied = rest.copy(target, at, 0, Math.min(length, rest.length));
      rest = rest.subarray(copied);
      return copied;
    },
    close: async () => {
      gunzip.destroy();
      await piped.catch(() => undefined);
      await packed.close();
    },
  };
};
