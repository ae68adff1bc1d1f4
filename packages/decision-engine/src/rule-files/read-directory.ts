import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { kindOf, type RuleFile, relativeTo } from './rule-file.ts';
import { isObject } from './shape/object.ts';
import { readYaml } from './yaml-source.ts';

const isRuleFile = (path: string): boolean => /\.(ya?ml|json)$/.test(path) && !/(^|[/\\])\./.test(path);

/**
 * The files of a rules directory and of the folders in it, by name: `.yaml`, `.yml` and `.json`; others, and hidden ones,
 * are no part of the rules. Files are named relative to `directory`.
 */
export const readRuleFiles = async (directory: string): Promise<RuleFile[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
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

/** The ways that a file names models by. What is wrong with the file is for `compileRuleSet` to say. */
const modelsOf = (file: RuleFile): string[] => {
  const { value } = readYaml(file.file, file.text);
  if (!isObject(value) || !['detector', 'alarm'].includes(kindOf(file))) return [];
  return [value['detectorModel'], value['alarmModel']].filter((way) => typeof way === 'string');
};

/** One file of rules, and the model that it names, if there is such a file. Files are named by their paths. */
export const readRuleFile = async (path: string): Promise<RuleFile[]> => {
  const file = { file: path.split(sep).join('/'), text: await readFile(path, 'utf8') };
  const models = modelsOf(file).map(async (way): Promise<RuleFile[]> => {
    const text = await readFile(join(dirname(path), way), 'utf8').catch(() => undefined);
    return text === undefined ? [] : [{ file: relativeTo(file.file, way), text }];
  });
  return [file, ...(await Promise.all(models)).flat()];
};
