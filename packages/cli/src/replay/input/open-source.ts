import { type ByteSource, openFile } from './byte-source.ts';
import { gunzipped } from './gunzip-source.ts';

/** RFC 1952, section 2.3.1: ID1 and ID2. */
const gzipMagic = [0x1f, 0x8b];

/** A source that gives first what was read of it already. */
const withHead = (head: Buffer, source: ByteSource): ByteSource => {
  let given = 0;
  return {
    get taken() {
      return source.taken;
    },
    read: async (target, at, length) => {
      if (given === head.length) return source.read(target, at, length);
      const copied = head.copy(target, at, given, given + length);
      given += copied;
      return copied;
    },
    close: () => source.close(),
  };
};

/**
 * The bytes of a source, unpacked if they are gzipped: the first bytes tell, not the name.
 * @param name for people
 */
export const unpackIfPacked = async (name: string, source: ByteSource): Promise<ByteSource> => {
  const head = Buffer.alloc(2);
  const length = await source.read(head, 0, 2);
  const whole = withHead(head.subarray(0, length), source);
  return length === 2 && head[0] === gzipMagic[0] && head[1] === gzipMagic[1] ? gunzipped(name, whole) : whole;
};

/** Opens a file of records, packed or not. */
export const openRecordFile = async (path: string, name: string): Promise<ByteSource> =>
  unpackIfPacked(name, await openFile(path));
