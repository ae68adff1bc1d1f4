import { deviceTypes } from '@signalbox/contracts';
import type { RuleSet } from '@signalbox/decision-engine';
import {
  compileRuleSet,
  type FetchedParameters,
  type RuleFile,
  RuleSetError,
} from '@signalbox/decision-engine/rule-files';
import { Problem } from '../problem.ts';

/** The set that the service runs: decisions say its name. */
const ruleSetName = 'default';

/**
 * The rule set of the files.
 * @param parameters what SSM parameters hold; without it every parameter has its default
 * @throws Problem `rules-invalid` with file, line and column of everything that is wrong; its cause is the RuleSetError
 */
export const compileFiles = (files: readonly RuleFile[], parameters?: FetchedParameters): RuleSet => {
  try {
    return compileRuleSet(ruleSetName, files, deviceTypes, { ...(parameters && { parameters }) });
  } catch (error) {
    if (error instanceof RuleSetError) {
      throw new Problem('rules-invalid', `the rules cannot be compiled\n${error.message}`, { cause: error });
    }
    throw error;
  }
};
