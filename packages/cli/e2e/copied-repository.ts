import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from './cloud-process.ts';

/** A copy of the sources, so that a test may deploy and change them without touching the repository or what else is deployed from it. */
export const copyRepository = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-sources-'));
  const skip = /\/(\.git|\.signalbox|\.serverless|\.esbuild)$/;
  for (const part of [
    'packages',
    'releases',
    'services',
    '.env.local',
    'serverless-compose.yml',
    'package.json',
    'pnpm-workspace.yaml',
    'tsconfig.base.json',
  ]) {
    cpSync(join(repositoryRoot, part), join(folder, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !skip.test(path),
    });
  }
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'));
  return folder;
};

/** Changes a file of the copy. @throws if `change` changes nothing: a test of an unchanged file would test nothing */
export const editIn = (folder: string, file: string, change: (text: string) => string): void => {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${file}`);
  writeFileSync(path, after);
};
