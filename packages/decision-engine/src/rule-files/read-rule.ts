import type { DeviceType } from '@signalbox/contracts';
import { compileJsonTemplate, compileTextTemplate, type RuleNames } from '../rule-expression/index.ts';
import type { Rule, RuleAction, RuleParameter } from '../rules/rule.ts';
import { knownAtClear, knownAtStart, unsure } from './known-at.ts';
import type { Report } from './report.ts';
import { type FetchedParameters, resolveParameter } from './resolve-parameter.ts';
import { ruleActions } from './rule-actions.ts';
import { type Conditions, ruleConditions } from './rule-conditions.ts';
import { declaredTypes, ruleNames } from './rule-names.ts';
import { defaults, ruleShape, type WrittenRule } from './rule-shape.ts';
import { isObject } from './shape/object.ts';
import { refuseUnused } from './unused-parameters.ts';
import { metricRanges } from './value-set.ts';

/** What rules are compiled for. */
export interface Surroundings {
  readonly deviceTypes: readonly DeviceType[];
  readonly fetched?: FetchedParameters;
}

const noDataOf = (written: NonNullable<WrittenRule['noDataFor']>): NonNullable<Rule['noData']> =>
  isObject(written)
    ? { afterMs: written.duration, toleranceMs: written.tolerance ?? 0 }
    : { afterMs: written, toleranceMs: 0 };

/** The types of the metrics that the rule names anywhere. */
const usedMetrics = (conditions: Conditions, actions: readonly RuleAction[], names: RuleNames): Rule['metrics'] => {
  const templates = actions.flatMap((action) =>
    'command' in action
      ? [compileJsonTemplate(action.command.parameters, names)]
      : Object.values(action.notification).map((text) => compileTextTemplate(text, names)),
  );
  const all = [...Object.values(conditions).filter((condition) => condition !== undefined), ...templates];
  const used = new Set(all.flatMap(({ metrics, lastMetrics }) => [...metrics, ...lastMetrics]));
  return Object.fromEntries(Object.entries(names.metrics).filter(([name]) => used.has(name)));
};

const ruleOf = (
  name: string,
  written: WrittenRule,
  parameters: Rule['parameters'],
  metrics: Rule['metrics'],
  actions: Pick<Rule, 'then' | 'onClear'>,
): Rule => ({
  ...{ kind: 'rule', name },
  ...(written.description !== undefined && { description: written.description }),
  severity: written.severity ?? defaults.severity,
  deviceTypes: written.deviceTypes.filter((type) => type !== undefined),
  ...{ parameters, metrics },
  ...(written.when !== undefined && { when: written.when }),
  ...(written.clear !== undefined && { clear: written.clear }),
  forMs: written.for ?? 0,
  ...(written.repeats && { repeats: { count: written.repeats.times, withinMs: written.repeats.within } }),
  ...(written.noDataFor !== undefined && { noData: noDataOf(written.noDataFor) }),
  ...(written.schedule && { schedule: written.schedule }),
  cooldownMs: written.cooldown ?? 0,
  maxAgeMs: written.maxAge ?? defaults.maxAgeMs,
  acknowledge: written.acknowledge ?? false,
  enabled: written.enabled ?? true,
  ...actions,
});

/**
 * Reads one rule and reports everything that is wrong with it.
 * @param value the YAML of its file, as plain values
 * @param hasProblems whether any problem of this file was reported so far
 */
export const readRule = (
  name: string,
  value: unknown,
  { deviceTypes, fetched }: Surroundings,
  report: Report,
  hasProblems: () => boolean,
): Rule | undefined => {
  const written = ruleShape.read(value, [], report);
  if (written === undefined) return undefined;
  // What could not be read may be just what would say that a value is there.
  const isWhole = !hasProblems();
  const declared = declaredTypes(written.deviceTypes, deviceTypes, report);
  const parameters: Record<string, RuleParameter> = Object.fromEntries(
    Object.entries(written.parameters ?? {}).map(([parameter, each]) => [
      parameter,
      resolveParameter(each, fetched, ['parameters', parameter], report),
    ]),
  );
  // Without its device types nothing can be said of the names in its expressions.
  if (declared.length < written.deviceTypes.length) return undefined;
  const names = ruleNames(declared, parameters, report);
  const conditions = ruleConditions(written, names, metricRanges(declared), report);
  const then = ruleActions(written.then, ['then'], names, isWhole ? knownAtStart(written, conditions) : unsure, report);
  const onClear = ruleActions(
    written.onClear,
    ['onClear'],
    names,
    isWhole ? knownAtClear(written, conditions) : unsure,
    report,
  );
  if (hasProblems()) return undefined;
  refuseUnused(written, report);
  const metrics = usedMetrics(conditions, [...then, ...onClear], names);
  return ruleOf(name, written, parameters, metrics, { then, onClear });
};
