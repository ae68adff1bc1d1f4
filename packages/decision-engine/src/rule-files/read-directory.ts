import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { RuleFile } from './rule-file.ts';

const isRuleFile = (path: string): boolean => /\.(ya?ml|json)$/.test(path) && !/(^|[/\\])\./.test(path);

/**
 * The files of a rules directory and of the folders in it, by name: `.yaml`, `.yml` and `.json`; others, and hidden ones,
 * are no part of the rules. Files are named relative to `directory`.
 */
export const readRuleFiles = async (directory: string): Promise<RuleFile[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .filter(isRuleFile)
    .sort();
  return Promise.all(
    files.map(async (file) => ({
      file: file.split(sep).join('/'),
      text: await readFile(join(directory, file), 'utf8'),
    })),
  );
};
