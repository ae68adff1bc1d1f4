import { compileCondition, type RuleCondition, RuleExpressionError, type RuleNames } from '../rule-expression/index.ts';
import { findOverlap, isNeverTrue } from './overlap.ts';
import type { Path, Report } from './report.ts';
import type { MetricRanges } from './value-set.ts';

/** Runs `compile`; undefined when `report` was told of what is wrong with the text at `path`. */
export const reporting = <T>(path: Path, report: Report, compile: () => T): T | undefined => {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof RuleExpressionError)) throw error;
    for (const { message, offset } of error.problems) report(path, message, { offset });
    return undefined;
  }
};

export interface Conditions {
  readonly when: RuleCondition | undefined;
  readonly clear: RuleCondition | undefined;
}

/** What can be said of a condition that is the same whatever devices report. */
const refuseConstant = (name: string, { bound }: RuleCondition, ranges: MetricRanges, report: Report): void => {
  if (bound.kind === 'constant') report([name], `is always ${bound.value}`);
  else if (isNeverTrue(bound, ranges)) report([name], 'is never true for values that these devices may report');
};

/** Settings of a device may change what they override; whether conditions overlap is told for the values of the file. */
const withoutSettings = ({ metrics, parameters = {} }: RuleNames): RuleNames => ({
  metrics,
  parameters: Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, { value }])),
});

/** Compiles the conditions of a rule and refuses those that would start and end it at once. */
export const ruleConditions = (
  texts: { readonly when?: string; readonly clear?: string },
  names: RuleNames,
  ranges: MetricRanges,
  report: Report,
): Conditions => {
  const compile = (name: 'when' | 'clear'): RuleCondition | undefined => {
    const text = texts[name];
    return text === undefined ? undefined : reporting([name], report, () => compileCondition(text, names));
  };
  const conditions = { when: compile('when'), clear: compile('clear') };
  const settled = (['when', 'clear'] as const).map((name) => {
    const condition = conditions[name] && compileCondition(conditions[name].text, withoutSettings(names));
    if (condition) refuseConstant(name, condition, ranges, report);
    return condition?.bound;
  });
  const [when, clear] = settled;
  const both = when && clear && findOverlap(when, clear, ranges);
  if (both) report(['clear'], `overlaps with when: ${both} makes both true`);
  return conditions;
};
