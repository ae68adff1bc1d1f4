import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders, and what stops programs, which must not be there when the benchmark is not any more. */
const folders = new Set<string>();
const programs = new Set<() => unknown>();

/** Then what would not stop is left to itself. */
const stopWithinMs = 10_000;

let isEnding = false;

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

for (const [signal, number] of Object.entries(signalNumbers)) {
  process.on(signal, async () => {
    // Ctrl-C may come twice: from the terminal, and from whoever started this.
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(128 + number), stopWithinMs).unref();
    await Promise.allSettled([...programs].map((stop) => stop()));
    process.exit(128 + number);
  });
}

/** A folder that is removed when the benchmark ends, also when it is ended by a signal. */
export interface OwnFolder {
  readonly path: string;
  remove(): void;
  /** Leaves it where it is. */
  keep(): void;
}

export const ownFolder = (path: string = mkdtempSync(join(tmpdir(), 'signalbox-bench-'))): OwnFolder => {
  folders.add(path);
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
      folders.delete(path);
    },
    keep: () => void folders.delete(path),
  };
};

/** Stops a program when the benchmark is ended by a signal. @returns for when it has ended by itself */
export const stopAtEnd = (stop: () => unknown): (() => void) => {
  programs.add(stop);
  return () => void programs.delete(stop);
};
