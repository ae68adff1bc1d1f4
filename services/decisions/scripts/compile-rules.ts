import { join } from 'node:path';
import { deviceTypes } from '@signalbox/contracts';
import type { RuleSet } from '@signalbox/decision-engine';
import {
  compileRuleSet,
  type FetchedParameters,
  type RuleFile,
  readRuleFiles,
} from '@signalbox/decision-engine/rule-files';
import { ruleSetName } from '../src/rule-set-name.ts';

/** The files of the service's rules, named as from its folder. */
export const rulesOf = async (serviceDir: string): Promise<RuleFile[]> => {
  const files = await readRuleFiles(join(serviceDir, 'rules'));
  return files.map(({ file, text }) => ({ file: `rules/${file}`, text }));
};

/**
 * The rule set of the files; without `parameters` every parameter has its default.
 * @throws {RuleSetError} naming file, line and column of what is wrong
 */
export const compileRules = (files: readonly RuleFile[], parameters?: FetchedParameters): RuleSet =>
  compileRuleSet(ruleSetName, files, deviceTypes, { ...(parameters && { parameters }) });
