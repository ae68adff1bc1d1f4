import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { deviceTypes } from '@signalbox/contracts';
import type { RuleSet } from '@signalbox/decision-engine';
import { readAlarmMember } from '@signalbox/decision-engine/alarm-model';
import { readDetectorMember } from '@signalbox/decision-engine/detector';
import {
  compileRuleSet,
  type FetchedParameters,
  type RuleFile,
  RuleSetError,
  readRuleFile,
  readRuleFiles,
  ssmParametersOf,
} from '@signalbox/decision-engine/rule-files';
import { Problem } from '../../problem.ts';
import type { Target } from '../../target/target.ts';
import { readParameters } from './ssm-values.ts';

/** The set that the service runs: decisions say its name. */
const ruleSetName = 'default';

const readers = { detector: readDetectorMember, alarm: readAlarmMember };

const readOne = async (path: string): Promise<readonly RuleFile[]> => {
  if (!(await stat(path)).isDirectory()) return readRuleFile(path);
  return (await readRuleFiles(path)).map(({ file, text }) => ({ file: join(path, file), text }));
};

const readAll = async (paths: readonly string[]): Promise<readonly RuleFile[]> => {
  try {
    const files = (await Promise.all(paths.map(readOne))).flat();
    // One that is given by itself and in its folder counts once.
    return [...new Map(files.map((file) => [file.file, file])).values()];
  } catch (error) {
    throw new Problem('usage', `the rules cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

const compile = (files: readonly RuleFile[], parameters?: FetchedParameters): RuleSet => {
  try {
    return compileRuleSet(ruleSetName, files, deviceTypes, { ...readers, ...(parameters && { parameters }) });
  } catch (error) {
    if (error instanceof RuleSetError) throw new Problem('rules-invalid', error.message, { cause: error });
    throw error;
  }
};

/**
 * The rules of files and folders, with the values that a deployment to the stage would give them.
 * @param onMissing told of SSM parameters that do not exist: the default counts
 * @throws Problem `usage` for what cannot be read, `rules-invalid` with file, line and column of what is wrong
 */
export const loadRules = async (
  paths: readonly string[],
  target: Target,
  onMissing: (parameter: string) => void,
): Promise<RuleSet> => {
  const files = await readAll(paths);
  // What is wrong with the files is said before anybody is called.
  const byDefaults = compile(files);
  if (byDefaults.rules.length === 0) throw new Problem('usage', `there are no rules in ${paths.join(', ')}`);
  const names = ssmParametersOf(files, target.stage);
  if (names.length === 0) return byDefaults;
  const values = await readParameters(target, names);
  for (const name of names) if (!Object.hasOwn(values, name)) onMissing(name);
  return compile(files, { stage: target.stage, values });
};
