import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileRules, rulesOf } from './compile-rules.ts';
import { ruleSetModule, ruleSetModuleTypes } from './rule-set-module.ts';

const serviceDir = fileURLToPath(new URL('..', import.meta.url));
const folder = new URL('../generated/', import.meta.url);

const write = (name: string, text: string): void => {
  const file = new URL(name, folder);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
};

/** Builds the rule set with every parameter at its default, for tests and for the types; what is deployed is compiled for its stage. */
const build = async (): Promise<void> => {
  const ruleSet = compileRules(await rulesOf(serviceDir));
  mkdirSync(folder, { recursive: true });
  write('rule-set.js', ruleSetModule(ruleSet));
  write('rule-set.d.ts', ruleSetModuleTypes);
};

try {
  await build();
} catch (error) {
  const { code } = error as { code?: unknown };
  if (code !== 'INVALID_RULES') throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
