import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStorage } from './storage.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('what was flushed is there when the directory is opened again', async () => {
  const storage = openStorage({ directory });
  const table = storage.table<{ n: number }>('things');
  table.set('one', { n: 1 });
  table.set('two', { n: 2 });
  table.delete('two');
  await storage.flush();
  await storage.close();
  const again = openStorage({ directory });
  expect([...again.table('things').entries()]).toEqual([['one', { n: 1 }]]);
  await again.close();
});

test('folders are absolute, however the directory was said', async () => {
  const storage = openStorage({ directory: relative(process.cwd(), directory) });
  expect(isAbsolute(storage.folder('code'))).toBe(true);
  await storage.close();
});

test('without a directory nothing is left behind', async () => {
  const storage = openStorage();
  const folder = storage.folder('code');
  await storage.close();
  expect(() => rmSync(folder)).toThrow(/ENOENT/);
});

test('a flush that failed leaves its writes to the next one', async () => {
  const storage = openStorage({ directory });
  const table = storage.table<object>('things');
  const unwritable = {
    toJSON: () => {
      throw new Error('the disk is full');
    },
  };
  table.set('good', { n: 1 });
  table.set('bad', unwritable);
  await expect(storage.flush()).rejects.toThrow('the disk is full');
  table.delete('bad');
  await storage.flush();
  await storage.close();
  const again = openStorage({ directory });
  expect([...again.table('things').entries()]).toEqual([['good', { n: 1 }]]);
  await again.close();
});

test('a file cannot be the data directory', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  expect(() => openStorage({ directory: file })).toThrow(/is no folder that can be written to \(EEXIST\)/);
});
