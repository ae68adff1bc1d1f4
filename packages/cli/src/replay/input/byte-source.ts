import { type FileHandle, open } from 'node:fs/promises';

/** Bytes to be read from the beginning to the end. */
export interface ByteSource {
  /** Reads up to `length` bytes into `target` at `at`. @returns how many; 0 at the end */
  read(target: Buffer, at: number, length: number): Promise<number>;
  /** How many bytes were taken so far from where they are kept, packed as they may be. */
  readonly taken: number;
  close(): Promise<void>;
}

class FileSource implements ByteSource {
  readonly #file: FileHandle;
  readonly #end: number;
  readonly #start: number;
  #at: number;

  constructor(file: FileHandle, start: number, end: number) {
    this.#file = file;
    this.#start = start;
    this.#at = start;
    this.#end = end;
  }

  get taken(): number {
    return this.#at - this.#start;
  }

  async read(target: Buffer, at: number, length: number): Promise<number> {
    const most = Math.min(length, this.#end - this.#at);
    if (most <= 0) return 0;
    const { bytesRead } = await this.#file.read(target, at, most, this.#at);
    this.#at += bytesRead;
    return bytesRead;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** The bytes of a file, or of a part of it. */
export const openFile = async (path: string, start = 0, end = Number.POSITIVE_INFINITY): Promise<ByteSource> =>
  new FileSource(await open(path), start, end);

/** Bytes that are in memory. */
export const openBytes = (bytes: Uint8Array): ByteSource => {
  let at = 0;
  return {
    get taken() {
      return at;
    },
    read: async (target, to, length) => {
      const part = bytes.subarray(at, at + length);
      target.set(part, to);
      at += part.length;
      return part.length;
    },
    close: async () => undefined,
  };
};
