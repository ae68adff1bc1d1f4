import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { releasedRules, ruleFiles } from './rules.ts';

it('releases every file of rules/', () => {
  const files = readdirSync(new URL('../rules', import.meta.url));
  expect(ruleFiles.map(({ file }) => basename(file)).sort()).toEqual(files.sort());
});

it('compiles', () => {
  const { rules, hash } = releasedRules();
  expect(rules.map(({ name }) => name)).toEqual(['pump-overheating']);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
});
