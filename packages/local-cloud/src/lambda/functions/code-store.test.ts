import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { zip } from '../testing/zip.ts';
import { createCodeStore } from './code-store.ts';

let parent: string;
let root: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  root = mkdtempSync(join(parent, 'code-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const corrupted = (): Buffer => {
  const bytes = zip({ 'index.mjs': 'export const handler = () => 1;' });
  const at = bytes.indexOf('handler');
  bytes.write('HANDLER', at);
  return bytes;
};

test('a package is unpacked under its content', async () => {
  const store = createCodeStore(root);
  const { sha256 } = await store.add(zip({ 'src/index.mjs': 'code' }));
  expect(readFileSync(join(store.directory(sha256), 'src/index.mjs'), 'utf8')).toBe('code');
});

test.each([
  ['a name that leads out of it', () => zip({ '../../../escaped.mjs': 'x' })],
  ['an absolute name', () => zip({ '/escaped.mjs': 'x' })],
  ['bytes that are not those that were packed', corrupted],
  ['its end missing', () => zip({ 'index.mjs': 'x' }).subarray(0, 40)],
])('a package with %s cannot be unzipped, and leaves nothing', async (_what, make) => {
  const store = createCodeStore(root);
  await expect(store.add(make())).rejects.toMatchObject({
    code: 'InvalidParameterValueException',
    message: expect.stringContaining('Could not unzip uploaded file'),
  });
  expect(readdirSync(root)).toEqual([]);
  expect(existsSync(join(parent, 'escaped.mjs'))).toBe(false);
});
