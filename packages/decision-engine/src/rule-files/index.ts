export { type CompileOptions, compileRuleSet } from './compile-rule-set.ts';
export { readRuleFile, readRuleFiles } from './read-directory.ts';
export type { FetchedParameters } from './resolve-parameter.ts';
export type { RuleFile } from './rule-file.ts';
export { type RuleProblem, RuleSetError } from './rule-set-error.ts';
export { ssmParametersOf } from './ssm-parameters.ts';
