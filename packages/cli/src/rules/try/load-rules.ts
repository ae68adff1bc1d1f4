import type { RuleSet } from '@signalbox/decision-engine';
import { ssmParametersOf } from '@signalbox/decision-engine/rule-files';
import { Problem } from '../../problem.ts';
import type { Target } from '../../target/target.ts';
import { compileFiles } from '../compile-files.ts';
import { readPaths } from '../read-paths.ts';
import { readParameters } from './ssm-values.ts';

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
  const files = await readPaths(paths);
  // What is wrong with the files is said before anybody is called.
  const byDefaults = compileFiles(files);
  if (byDefaults.rules.length === 0) throw new Problem('usage', `there are no rules in ${paths.join(', ')}`);
  const names = ssmParametersOf(files, target.stage);
  if (names.length === 0) return byDefaults;
  const values = await readParameters(target, names);
  for (const name of names) if (!Object.hasOwn(values, name)) onMissing(name);
  return compileFiles(files, { stage: target.stage, values });
};
