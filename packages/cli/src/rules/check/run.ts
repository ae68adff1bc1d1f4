import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { deviceTypes } from '@signalbox/contracts';
import type { RuleSet } from '@signalbox/decision-engine';
import {
  compileRuleSet,
  type RuleFile,
  type RuleProblem,
  RuleSetError,
  readRuleFile,
  readRuleFiles,
} from '@signalbox/decision-engine/rule-files';
import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';

export interface CheckOptions {
  readonly json?: boolean;
}

const readPath = async (path: string): Promise<RuleFile[]> => {
  try {
    if (!(await stat(path)).isDirectory()) return await readRuleFile(path);
    return (await readRuleFiles(path)).map(({ file, text }) => ({ file: join(path, file), text }));
  } catch (error) {
    throw new Problem('usage', `${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

/** A file that is given twice, by itself and in its folder, counts once. */
const readAll = async (paths: readonly string[]): Promise<RuleFile[]> => {
  const files = (await Promise.all(paths.map(readPath))).flat();
  return [...new Map(files.map((file) => [file.file, file])).values()];
};

const compile = (files: readonly RuleFile[]): RuleSet | readonly RuleProblem[] => {
  try {
    return compileRuleSet('default', files, deviceTypes);
  } catch (error) {
    if (error instanceof RuleSetError) return error.problems;
    throw error;
  }
};

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

const problemText = ({ file, line, column, message }: RuleProblem, console: Console): string =>
  `${console.style('bold', `${file}:${line}:${column}:`)} ${message}`;

/**
 * `signalbox rules check`: compiles all that the paths hold as one set.
 * @throws Problem `usage` for a path that cannot be read or has no rules, `rules-invalid` if something is wrong
 */
export const run = async (paths: readonly string[], options: CheckOptions, console: Console): Promise<void> => {
  const compiled = compile(await readAll(paths));
  if ('rules' in compiled) {
    if (compiled.rules.length === 0) throw new Problem('usage', `there are no rules in ${paths.join(', ')}`);
    console.note(`${counted(compiled.rules.length, 'rule')}, no problems (${compiled.hash.slice(0, 12)})`);
    return;
  }
  for (const problem of compiled) console.line(options.json ? JSON.stringify(problem) : problemText(problem, console));
  const files = new Set(compiled.map(({ file }) => file));
  throw new Problem('rules-invalid', `${counted(compiled.length, 'problem')} in ${counted(files.size, 'file')}`);
};
