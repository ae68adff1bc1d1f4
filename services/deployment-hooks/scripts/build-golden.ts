import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { goldenModule, goldenModuleTypes } from './golden-module.ts';
import { readGoldenSet } from './golden-set.ts';
import { repositoryOf } from './repository.ts';

const serviceDir = fileURLToPath(new URL('..', import.meta.url));
const folder = new URL('../generated/', import.meta.url);

const write = (name: string, text: string): void => {
  const file = new URL(name, folder);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
};

/** Builds the golden set as a module, for tests and for the types; what is deployed is read anew. */
const build = async (): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  write('golden.d.ts', goldenModuleTypes);
  write('golden.js', goldenModule(await readGoldenSet(repositoryOf(serviceDir))));
};

try {
  await build();
} catch (error) {
  const { code } = error as { code?: unknown };
  if (code !== 'INVALID_GOLDEN_SET') throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
