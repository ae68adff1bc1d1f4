import { deviceTypes } from '@signalbox/contracts';
import { compileRuleSet, type RuleFile, type RuleSet } from '@signalbox/decision-engine';
import pumpOverheating from '../rules/pump-overheating.json' with { type: 'json' };

/** Every file of `rules/`; they are part of the bundle, so a change of rules is a release. */
export const ruleFiles: readonly RuleFile[] = [{ file: 'rules/pump-overheating.json', content: pumpOverheating }];

/**
 * The rules of this release, compiled.
 * @throws {RuleSetError} naming file and field of what is wrong
 */
export const releasedRules = (): RuleSet => compileRuleSet('default', ruleFiles, deviceTypes);
