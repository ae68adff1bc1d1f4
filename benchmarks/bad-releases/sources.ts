import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyRepository } from '@signalbox/cli/e2e/copied-repository';
import { applyChange, type Change } from './change.ts';
import { ownFolder } from './ends-with-us.ts';

/** A copy of the sources, in one place for all releases: bundles of what did not change are the same to the byte. */
export interface Sources {
  readonly folder: string;
  /** Makes the change, and does what `pnpm build` would. */
  change(change: Change): void;
  /** As they were. */
  restore(): void;
  remove(): void;
}

const generates = (file: string): boolean => file.startsWith('packages/contracts/');

export const copySources = (): Sources => {
  const { path: folder, remove } = ownFolder(copyRepository());
  const originals = new Map<string, string>();
  const added = new Set<string>();
  const compile = (): void => {
    execFileSync(process.execPath, ['packages/contracts/scripts/compile-validators.ts'], { cwd: folder });
  };
  const build = (files: Iterable<string>): void => {
    if ([...files].some(generates)) compile();
  };
  // What is compiled says where it was: compiled elsewhere it would be another bundle, and every release one of all services.
  compile();
  return {
    folder,
    change: (change) => {
      for (const { file } of change.edits) {
        if (!originals.has(file)) originals.set(file, readFileSync(join(folder, file), 'utf8'));
      }
      for (const file of Object.keys(change.adds ?? {})) added.add(file);
      applyChange(change, folder);
      build(originals.keys());
    },
    restore: () => {
      for (const [file, text] of originals) writeFileSync(join(folder, file), text);
      for (const file of added) rmSync(join(folder, file), { force: true });
      build(originals.keys());
      originals.clear();
      added.clear();
    },
    remove,
  };
};
