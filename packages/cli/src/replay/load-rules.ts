import { readFile, stat } from 'node:fs/promises';
import type { RuleSet } from '@signalbox/decision-engine';
import type { FetchedParameters } from '@signalbox/decision-engine/rule-files';
import { Problem } from '../problem.ts';
import { compileFiles } from '../rules/compile-files.ts';
import { readPaths } from '../rules/read-paths.ts';

const refuseMissing = async (directory: string): Promise<void> => {
  const stats = await stat(directory).catch(() => undefined);
  if (!stats?.isDirectory()) throw new Problem('usage', `there is no directory ${directory} with rules`);
};

/**
 * The rules of a directory, ready to be sent to a worker.
 * @param parameters what SSM parameters hold; without it every parameter has its default
 * @throws Problem `usage` if there is no such directory, or no rule in it; `rules-invalid` with file, line and column of everything that is wrong
 */
export const loadRules = async (directory: string, parameters?: FetchedParameters): Promise<RuleSet> => {
  await refuseMissing(directory);
  const ruleSet = compileFiles(await readPaths([directory]), parameters);
  // Rules that decide nothing because there are none look like rules that are good.
  if (ruleSet.rules.length === 0) throw new Problem('usage', `there are no rules in ${directory}`);
  return ruleSet;
};

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const parse = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('usage', `${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
};

/**
 * The values of SSM parameters as a file has them: `{"/signalbox/prod/pump/temperature-limit": "95"}`.
 * @throws Problem `usage`
 */
export const readParameters = async (path: string, stage: string): Promise<FetchedParameters> => {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Problem('usage', `there is no file ${path} with parameters`, { cause });
  });
  const value = parse(path, text);
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  if (entries.length === 0 || !entries.every(([, each]) => isScalar(each))) {
    throw new Problem('usage', `${path} must be a JSON object of names of SSM parameters and their values`);
  }
  return { stage, values: Object.fromEntries(entries.map(([name, each]) => [name, String(each)])) };
};
