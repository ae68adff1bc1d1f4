import type { DeviceType } from '@signalbox/contracts';
import { functionNames } from '../rule-expression/functions.ts';
import { didYouMean, isProperty, metricTypes, type RuleNames } from '../rule-expression/index.ts';
import type { RuleParameter } from '../rules/rule.ts';
import type { Report } from './report.ts';

/** The declared types of the devices that a rule names, those that there are. */
export const declaredTypes = (
  names: readonly (string | undefined)[],
  deviceTypes: readonly DeviceType[],
  report: Report,
): readonly DeviceType[] =>
  names.flatMap((name, index) => {
    if (name === undefined) return [];
    const declared = deviceTypes.find(({ deviceType }) => deviceType === name);
    if (declared !== undefined) return [declared];
    const known = deviceTypes.map(({ deviceType }) => deviceType);
    report(['deviceTypes', index], `"${name}" is not a device type${didYouMean(name, known)}`);
    return [];
  });

const takenBy = (name: string, metrics: RuleNames['metrics']): string | undefined => {
  if (Object.hasOwn(metrics, name)) return 'a metric';
  if (isProperty(name)) return 'a name that is always there';
  if (functionNames.includes(name)) return 'a function';
  return name === 'true' || name === 'false' ? 'a word of the language' : undefined;
};

/** What the expressions of a rule may name. */
export const ruleNames = (
  declared: readonly DeviceType[],
  parameters: Readonly<Record<string, RuleParameter>>,
  report: Report,
): RuleNames => {
  const metrics = metricTypes(declared);
  for (const name of Object.keys(parameters)) {
    const taken = takenBy(name, metrics);
    if (taken) report(['parameters', name], `${name} is ${taken} already`, { key: true });
  }
  return { metrics, parameters };
};
