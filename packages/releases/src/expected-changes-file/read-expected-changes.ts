import { type Report, type RuleProblem, readYaml } from '@signalbox/decision-engine/yaml-file';
import type { ExpectedChange } from '../judge/expected-change.ts';
import type { ExpectedRecordChange } from '../judge/expected-record-change.ts';
import { expectedChangesShape } from './change-shape.ts';
import { ExpectedChangesError } from './expected-changes-error.ts';

/** What is declared: of decisions, and of what becomes of records. */
export interface ExpectedChanges {
  readonly changes: readonly ExpectedChange[];
  readonly records: readonly ExpectedRecordChange[];
}

type Read = NonNullable<ReturnType<typeof expectedChangesShape.read>>;
type ReadChange = Read['changes'][number];
type ReadRecord = NonNullable<Read['records']>[number];

const changeOf = ({ atMost: { by, ...bounds }, ...change }: NonNullable<ReadChange>): ExpectedChange => ({
  ...change,
  atMost: { ...bounds, ...(by !== undefined && { byMs: by }) },
});

/** What each change by itself cannot say. */
const checkChanges = (changes: readonly ReadChange[], report: Report): void => {
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

const checkRecords = (records: readonly ReadRecord[], report: Report): void => {
  const seen = new Set<string>();
  for (const [index, each] of records.entries()) {
    if (each === undefined) continue;
    const { deviceType, fleet, change, code } = each;
    if (code !== undefined && (change === 'dropped' || change === 'stored-otherwise')) {
      report(['records', index, 'code'], `code says what readings are refused for; these are ${change}`, { key: true });
    }
    const key = JSON.stringify([deviceType, fleet, change, code]);
    const whose = [deviceType, fleet].filter((name) => name !== undefined).join(' in ');
    if (seen.has(key)) report(['records', index], `what is ${change} of ${whose} is declared already`);
    seen.add(key);
  }
};

/**
 * Reads `releases/expected-changes.yaml`: `changes`, a list of {rule, change, ruleSet?, atMost: {decisions?, devices?, percent?,
 * by?}, reason}, and `records`, a list of {deviceType?, fleet?, change, code?, atMost: {readings?, devices?, percent?}, reason}. Either
 * may be empty, and `records` absent.
 * @throws {ExpectedChangesError} with all that is wrong, by place
 */
export const readExpectedChanges = (file: string, text: string): ExpectedChanges => {
  const { value, problems: faults, placeOf } = readYaml(file, text);
  const problems: RuleProblem[] = [...faults];
  const report: Report = (path, message, spot) => void problems.push({ file, ...placeOf(path, spot), message });
  const read = faults.length > 0 ? undefined : expectedChangesShape.read(value, [], report);
  const { changes = [], records = [] } = read ?? {};
  checkChanges(changes, report);
  checkRecords(records, report);
  if (problems.length > 0) throw new ExpectedChangesError(problems);
  return {
    changes: changes.flatMap((each) => (each === undefined ? [] : [changeOf(each)])),
    records: records.flatMap((each) => each ?? []),
  };
};
