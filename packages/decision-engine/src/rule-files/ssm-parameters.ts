import { ssmName } from './resolve-parameter.ts';
import { kindOf, type RuleFile } from './rule-file.ts';
import { isObject } from './shape/object.ts';
import { readYaml } from './yaml-source.ts';

const namesIn = ({ file, text }: RuleFile): string[] => {
  const { value } = readYaml(file, text);
  const parameters = isObject(value) ? value['parameters'] : undefined;
  if (!isObject(parameters)) return [];
  return Object.values(parameters).flatMap((parameter) => {
    const ssm = isObject(parameter) ? parameter['ssm'] : undefined;
    return typeof ssm === 'string' ? [ssm] : [];
  });
};

/**
 * The names of the SSM parameters that rules take values from in a stage, sorted, each once. What is wrong with the files is
 * for `compileRuleSet` to say.
 */
export const ssmParametersOf = (files: readonly RuleFile[], stage: string): string[] => {
  const names = files.filter((file) => kindOf(file) === 'rule').flatMap(namesIn);
  return [...new Set(names.map((name) => ssmName(name, stage)))].sort();
};
