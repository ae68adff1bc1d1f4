import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRuleFile, readRuleFiles } from './read-directory.ts';

it('reads rules and models, also those in folders, in order', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'rules-'));
  await mkdir(join(directory, 'models'));
  await mkdir(join(directory, '.hidden'));
  for (const file of ['b.yml', 'a.yaml', 'models/m.json', 'README.md', '.c.yaml', '.hidden/d.yaml'])
    await writeFile(join(directory, file), `text of ${file}`);
  await symlink('a.yaml', join(directory, 'link.yaml'));
  expect(await readRuleFiles(directory)).toEqual([
    { file: 'a.yaml', text: 'text of a.yaml' },
    { file: 'b.yml', text: 'text of b.yml' },
    { file: 'link.yaml', text: 'text of a.yaml' },
    { file: 'models/m.json', text: 'text of models/m.json' },
  ]);
  await rm(directory, { recursive: true });
  await expect(readRuleFiles(directory)).rejects.toThrow('ENOENT');
});

it('reads one file with the model that it names', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'rules-'));
  const member = 'detectorModel: ./models/m.json';
  await mkdir(join(directory, 'models'));
  await writeFile(join(directory, 'models/m.json'), '{}');
  for (const file of ['m.detector.yaml', 'plain.yaml']) await writeFile(join(directory, file), member);
  await writeFile(join(directory, 'lost.alarm.yaml'), 'alarmModel: ./lost.json');
  const read = async (file: string) => (await readRuleFile(join(directory, file))).map(({ file: name }) => name);
  expect(await read('m.detector.yaml')).toEqual([`${directory}/m.detector.yaml`, `${directory}/models/m.json`]);
  expect(await read('plain.yaml')).toEqual([`${directory}/plain.yaml`]);
  expect(await read('lost.alarm.yaml')).toEqual([`${directory}/lost.alarm.yaml`]);
  await rm(directory, { recursive: true });
});
