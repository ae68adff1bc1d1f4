import { createHash } from 'node:crypto';
import type { DeviceType } from '@signalbox/contracts';
import { compileThreshold } from './compile-threshold.ts';
import { ruleReader } from './rule-reader.ts';
import type { Rule, RuleSet } from './rule-set.ts';
import { type RuleProblem, RuleSetError } from './rule-set-error.ts';

/** A rule as it stands in its file: the name of the file and the parsed JSON. */
export interface RuleFile {
  readonly file: string;
  readonly content: unknown;
}

const maxRules = 100;

const repeatedNames = (compiled: readonly { file: string; rule: Rule | undefined }[]): RuleProblem[] =>
  compiled.flatMap(({ file, rule }, index) => {
    const first = compiled.slice(0, index).find((other) => rule && other.rule?.name === rule.name);
    return first
      ? [{ file, field: 'name', message: `"${rule?.name}" is already the name of the rule in ${first.file}` }]
      : [];
  });

/** JSON with its members in order of name, so that equal content gives equal text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

/**
 * Compiles rule files into the set that the engine evaluates, in order of file name.
 * @param deviceTypes what devices may report: a rule on anything else is refused
 * @throws {RuleSetError} naming file and field of everything that is wrong
 */
export const compileRuleSet = (
  name: string,
  files: readonly RuleFile[],
  deviceTypes: readonly DeviceType[],
): RuleSet => {
  const problems: RuleProblem[] = [];
  const compiled = [...files]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, content }) => {
      const reader = ruleReader((field, message) => problems.push({ file, field, message }));
      const kind = (content as { kind?: unknown } | null)?.kind;
      if (kind === 'threshold') return { file, rule: compileThreshold(reader, content, deviceTypes) };
      reader.problem('kind', `is ${JSON.stringify(kind)}; the only kind there is, is "threshold"`);
      return { file, rule: undefined };
    });
  problems.push(...repeatedNames(compiled));
  if (files.length > maxRules) problems.push({ file: name, field: '', message: `has more than ${maxRules} rules` });
  if (problems.length > 0) throw new RuleSetError(problems);
  const rules = compiled.flatMap(({ rule }) => (rule ? [rule] : []));
  return { name, hash: createHash('sha256').update(canonical(rules)).digest('hex'), rules };
};
