import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { buildGenerated } from './build-generated.ts';

let parent: string;
let folder: URL;
const mistake = 'INVALID_RULES';

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'signalbox-generated-'));
  folder = pathToFileURL(`${join(parent, 'generated')}/`);
});
afterEach(() => {
  rmSync(parent, { recursive: true });
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const build = (...texts: readonly string[]) =>
  buildGenerated({
    ...{ folder, mistake },
    files: async () => Object.fromEntries(texts.map((text, index) => [`${index}.js`, text])),
  });

it('writes what changed and leaves the rest alone', async () => {
  await build('one', 'two');
  const before = statSync(new URL('0.js', folder), { bigint: true });
  await build('one', 'other');
  expect(statSync(new URL('0.js', folder), { bigint: true }).mtimeNs).toBe(before.mtimeNs);
  expect(readFileSync(new URL('1.js', folder), 'utf8')).toBe('other');
});

it("says an author's mistake in its own words, and writes nothing", async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const error = Object.assign(new Error('rules/hot.yaml:2:7: no such metric'), { code: mistake });
  await buildGenerated({ folder, mistake, files: () => Promise.reject(error) });
  expect(said.mock.calls).toEqual([['rules/hot.yaml:2:7: no such metric\n']]);
  expect(process.exitCode).toBe(1);
  expect(readdirSync(parent)).toEqual([]);
});

it('throws what is a fault of ours', async () => {
  const files = () => Promise.reject(new TypeError('undefined is no function'));
  await expect(buildGenerated({ folder, mistake, files })).rejects.toThrow(TypeError);
});
