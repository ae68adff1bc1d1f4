import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type RuleFile, readRuleFile, readRuleFiles } from '@signalbox/decision-engine/rule-files';
import { Problem } from '../problem.ts';

const readPath = async (path: string): Promise<readonly RuleFile[]> => {
  try {
    if (!(await stat(path)).isDirectory()) return await readRuleFile(path);
    return (await readRuleFiles(path)).map(({ file, text }) => ({ file: join(path, file), text }));
  } catch (error) {
    throw new Problem('usage', `${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

/**
 * The files of rules that the paths, folders or single files, hold. One that is given by itself and in its folder counts once.
 * @throws Problem `usage` for a path that cannot be read
 */
export const readPaths = async (paths: readonly string[]): Promise<readonly RuleFile[]> => {
  const files = (await Promise.all(paths.map(readPath))).flat();
  return [...new Map(files.map((file) => [file.file, file])).values()];
};
