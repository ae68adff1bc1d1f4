import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRuleFiles } from './read-directory.ts';

it('reads rules and models, also those in folders, in order', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'rules-'));
  await mkdir(join(directory, 'models'));
  await mkdir(join(directory, '.hidden'));
  for (const file of ['b.yml', 'a.yaml', 'models/m.json', 'README.md', '.c.yaml', '.hidden/d.yaml'])
    await writeFile(join(directory, file), `text of ${file}`);
  expect(await readRuleFiles(directory)).toEqual(
    ['a.yaml', 'b.yml', 'models/m.json'].map((file) => ({ file, text: `text of ${file}` })),
  );
  await rm(directory, { recursive: true });
  await expect(readRuleFiles(directory)).rejects.toThrow('ENOENT');
});
