import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ruleSet } from '../generated/rule-set.js';
import { compileRules, rulesOf } from '../scripts/compile-rules.ts';
import { ruleSetModule } from '../scripts/rule-set-module.ts';
import { pressSet } from '../test/press-set.ts';
import { ruleSetName } from './rule-set-name.ts';
import { ownModel, prepareAny } from './rules.ts';

it('were built from rules/ as it is now; if not: pnpm --filter @signalbox/decisions build', async () => {
  const compiled = compileRules(await rulesOf(fileURLToPath(new URL('..', import.meta.url))));
  expect(ruleSet).toEqual(compiled);
  const module = new URL('../generated/rule-set.js', import.meta.url);
  expect(readFileSync(module, 'utf8')).toBe(ruleSetModule(compiled));
});

it('run', () => {
  const { machines } = ownModel();
  expect(ruleSet.name).toBe(ruleSetName);
  expect(ruleSet.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(machines.map(({ name }) => name)).toContain('pump-overheating');
});

it('of another version run too, with what only they need', async () => {
  const { machines } = await prepareAny(pressSet);
  expect(machines.map(({ kind }) => kind)).toEqual(['detector']);
});
