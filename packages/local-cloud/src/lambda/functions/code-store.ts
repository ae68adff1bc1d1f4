import { createHash, randomUUID } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { AwsError } from '../../kernel/aws-error.ts';
import type { CodePackage } from './function-record.ts';

/** Packages of code on disk, by content: the zip as it came and its files unpacked. */
export interface CodeStore {
  /** Keeps a zip. @throws AwsError InvalidParameterValueException */
  add(zip: Buffer): Promise<CodePackage>;
  /** Where the files of a package lie. */
  directory(sha256: string): string;
  readZip(sha256: string): Buffer;
  /** Removes the packages that nothing uses any more. */
  prune(used: ReadonlySet<string>): void;
}

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const unzippedLimitBytes = 262_144_000;

const invalid = (message: string, cause?: unknown) =>
  new AwsError('InvalidParameterValueException', message, { cause, members: { Type: 'User' } });

const notUnzippable = (cause: unknown) =>
  invalid('Could not unzip uploaded file. Please check your file, then try to upload again.', cause);

const openZip = async (zip: Buffer): Promise<ZipFile> => {
  try {
    return await fromBufferPromise(zip, { lazyEntries: true });
  } catch (cause) {
    throw notUnzippable(cause);
  }
};

/** Passes the bytes of a file on and fails after the last if they are not those that were packed. */
const checked = (crc: number) =>
  async function* (bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let sum = 0;
    for await (const chunk of bytes) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== crc) throw new Error(`a checksum of ${sum}, not ${crc}`);
  };

const unpackEntry = async (zip: ZipFile, entry: Entry, directory: string): Promise<void> => {
  const path = join(directory, entry.fileName);
  if (entry.fileName.endsWith('/')) {
    mkdirSync(path, { recursive: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  // The upper half of the attributes is the Unix mode; a zip from elsewhere has none.
  const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
  const stream = await zip.openReadStreamPromise(entry);
  const file = createWriteStream(path, { mode: mode | 0o400 });
  try {
    await pipeline(stream, checked(entry.crc32), file);
  } finally {
    // A file that is still being opened would come into the folder after its removal.
    if (!file.closed) await new Promise<void>((resolve) => file.once('close', resolve));
  }
};

const unpackEntries = async (zip: ZipFile, directory: string): Promise<void> => {
  let unzippedBytes = 0;
  for await (const entry of zip.eachEntry()) {
    unzippedBytes += entry.uncompressedSize;
    if (unzippedBytes > unzippedLimitBytes) {
      throw invalid(`Unzipped size must be smaller than ${unzippedLimitBytes} bytes`);
    }
    await unpackEntry(zip, entry, directory);
  }
};

const unpack = async (bytes: Buffer, directory: string): Promise<void> => {
  const zip = await openZip(bytes);
  if (zip.entryCount === 0) throw invalid('Uploaded file must be a non-empty zip');
  try {
    await unpackEntries(zip, directory);
  } catch (cause) {
    // Whatever is wrong inside, a name that leads out of the package among it, is the fault of who made the zip.
    throw cause instanceof AwsError ? cause : notUnzippable(cause);
  }
};

const folderName = (sha256: string): string => Buffer.from(sha256, 'base64').toString('hex');

export const createCodeStore = (root: string): CodeStore => {
  const directory = (sha256: string) => join(root, folderName(sha256), 'files');
  const zipFile = (sha256: string) => join(root, folderName(sha256), 'code.zip');
  return {
    add: async (zip) => {
      const code = { sha256: createHash('sha256').update(zip).digest('base64'), size: zip.length };
      const target = join(root, folderName(code.sha256));
      if (existsSync(target)) return code;
      const temporary = join(root, `new-${randomUUID()}`);
      try {
        mkdirSync(join(temporary, 'files'), { recursive: true });
        writeFileSync(join(temporary, 'code.zip'), zip);
        await unpack(zip, join(temporary, 'files'));
        if (!existsSync(target)) renameSync(temporary, target);
      } finally {
        rmSync(temporary, { recursive: true, force: true });
      }
      return code;
    },
    directory,
    readZip: (sha256) => readFileSync(zipFile(sha256)),
    prune: (used) => {
      const kept = new Set([...used].map(folderName));
      for (const name of readdirSync(root)) {
        if (!kept.has(name)) rmSync(join(root, name), { recursive: true, force: true });
      }
    },
  };
};
