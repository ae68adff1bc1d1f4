import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Change } from './change.ts';
import { faults } from './faults/index.ts';
import { goodReleases } from './good/index.ts';

const root = join(import.meta.dirname, '..', '..');
const all: readonly (readonly [string, Change])[] = [...Object.entries(faults), ...Object.entries(goodReleases)];

test('there are as many as were promised', () => {
  expect(Object.keys(faults).length).toBeGreaterThanOrEqual(20);
  expect(Object.keys(goodReleases)).toHaveLength(5);
  expect(new Set(all.map(([name]) => name)).size).toBe(all.length);
});

test.each(all)('%s changes the sources as they are now', (_name, { edits, adds = {} }) => {
  const texts = new Map<string, string>();
  for (const { file, change } of edits) {
    const before = texts.get(file) ?? readFileSync(join(root, file), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    texts.set(file, after);
  }
  expect(edits.length + Object.keys(adds).length).toBeGreaterThan(0);
});
