import { type Report, type RuleProblem, readYaml } from '@signalbox/decision-engine/yaml-file';
import type { ExpectedChange } from '../judge/expected-change.ts';
import { expectedChangesShape } from './change-shape.ts';
import { ExpectedChangesError } from './expected-changes-error.ts';

type Read = NonNullable<ReturnType<typeof expectedChangesShape.read>>['changes'][number];

const changeOf = ({ atMost: { by, ...bounds }, ...change }: NonNullable<Read>): ExpectedChange => ({
  ...change,
  atMost: { ...bounds, ...(by !== undefined && { byMs: by }) },
});

/** What each change by itself cannot say. */
const checkAll = (changes: readonly Read[], report: Report): void => {
  const seen = new Set<string>();
  for (const [index, each] of changes.entries()) {
    if (each === undefined) continue;
    const { rule, change, ruleSet = 'any', atMost } = each;
    if (atMost.by !== undefined && change !== 'moved') {
      report(['changes', index, 'atMost', 'by'], `by says how far decisions moved; these are ${change}`, { key: true });
    }
    const key = `${rule} ${change} ${ruleSet}`;
    if (seen.has(key)) report(['changes', index], `what is ${change} of ${rule} is declared already`);
    seen.add(key);
  }
};

/**
 * Reads `releases/expected-changes.yaml`: `changes`, a list of {rule, change, ruleSet?, atMost: {decisions?, devices?, percent?,
 * by?}, reason}, which may be empty.
 * @throws {ExpectedChangesError} with all that is wrong, by place
 */
export const readExpectedChanges = (file: string, text: string): readonly ExpectedChange[] => {
  const { value, problems: faults, placeOf } = readYaml(file, text);
  const problems: RuleProblem[] = [...faults];
  const report: Report = (path, message, spot) => void problems.push({ file, ...placeOf(path, spot), message });
  const read = faults.length > 0 ? undefined : expectedChangesShape.read(value, [], report);
  const changes = read?.changes ?? [];
  checkAll(changes, report);
  if (problems.length > 0) throw new ExpectedChangesError(problems);
  return changes.flatMap((each) => (each === undefined ? [] : [changeOf(each)]));
};
