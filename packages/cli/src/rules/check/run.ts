import type { RuleSet } from '@signalbox/decision-engine';
import { type RuleFile, type RuleProblem, RuleSetError } from '@signalbox/decision-engine/rule-files';
import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';
import { compileFiles } from '../compile-files.ts';
import { readPaths } from '../read-paths.ts';

export interface CheckOptions {
  readonly json?: boolean;
}

/** Everything that is wrong, or the set. */
const compile = (files: readonly RuleFile[]): RuleSet | readonly RuleProblem[] => {
  try {
    return compileFiles(files);
  } catch (error) {
    const cause = error instanceof Problem ? error.cause : undefined;
    if (cause instanceof RuleSetError) return cause.problems;
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
  const compiled = compile(await readPaths(paths));
  if ('rules' in compiled) {
    if (compiled.rules.length === 0) throw new Problem('usage', `there are no rules in ${paths.join(', ')}`);
    console.note(`${counted(compiled.rules.length, 'rule')}, no problems (${compiled.hash.slice(0, 12)})`);
    return;
  }
  for (const problem of compiled) console.line(options.json ? JSON.stringify(problem) : problemText(problem, console));
  const files = new Set(compiled.map(({ file }) => file));
  throw new Problem('rules-invalid', `${counted(compiled.length, 'problem')} in ${counted(files.size, 'file')}`);
};
