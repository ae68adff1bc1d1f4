import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleSet } from '@signalbox/decision-engine';
import { contentHash } from '@signalbox/decision-engine/content-hash';
import { Problem } from '../../problem.ts';

const read = async (path: string): Promise<RuleSet> => {
  let ruleSet: Partial<RuleSet> | null;
  try {
    ruleSet = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new Problem('usage', `${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
  const { hash, name, rules } = ruleSet ?? {};
  if (typeof name === 'string' && Array.isArray(rules) && contentHash(rules) === hash) return ruleSet as RuleSet;
  throw new Problem('rules-invalid', `${path} holds no rule set, or one whose hash is not that of its rules`);
};

/**
 * The rule sets of a directory, one a file `*.json` as the archive bucket has them under `releases/rule-sets/`.
 * @throws Problem `usage`, `rules-invalid`
 */
export const ruleSetsOfDirectory = async (directory: string): Promise<readonly RuleSet[]> => {
  const names = await readdir(directory).catch((cause: unknown) => {
    throw new Problem('usage', `there is no directory ${directory} with rule sets`, { cause });
  });
  return Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => read(join(directory, name))));
};
