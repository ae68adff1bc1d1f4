import type { Decision } from '@signalbox/contracts';
import type { DecidedRecord } from './released-rules.ts';

/** What a rule set did while a timeline was replayed. */
export interface SetCounts {
  /** Records that it decided. */
  records: number;
  /** What it decided and was sent. */
  decisions: number;
  /** What it would have decided while it ran beside another. */
  shadowDecisions: number;
  /** Records at which it could not be evaluated beside another. */
  shadowFailures: number;
}

/** By hash. */
export type SetTable = Map<string, SetCounts>;

const noCounts = (): SetCounts => ({ records: 0, decisions: 0, shadowDecisions: 0, shadowFailures: 0 });

export const setIn = (table: SetTable, hash: string): SetCounts => {
  const known = table.get(hash);
  if (known !== undefined) return known;
  const counts = noCounts();
  table.set(hash, counts);
  return counts;
};

export const addSets = (to: SetTable, more: SetTable): void => {
  for (const [hash, counts] of more) {
    const own = setIn(to, hash);
    for (const name of ['records', 'decisions', 'shadowDecisions', 'shadowFailures'] as const)
      own[name] += counts[name];
  }
};

/** Of decisions at one record, those of timers that were due before other sets came in force are of the set before. */
export const setOf = ({ entry, live, liveBefore }: DecidedRecord, { decidedAt }: Decision): string =>
  decidedAt < entry.effectiveAt ? liveBefore : live;

/** Counts what came of a record, but for its decisions that were sent. */
export const tallySets = (table: SetTable, { entry, live, step }: DecidedRecord): void => {
  setIn(table, live).records += 1;
  const { otherActions, otherFailed, otherFailures } = step;
  if (entry.candidate === undefined || (otherActions.length === 0 && !otherFailed && otherFailures.length === 0))
    return;
  const other = setIn(table, live === entry.stable ? entry.candidate : entry.stable);
  other.shadowDecisions += otherActions.length;
  other.shadowFailures += Number(otherFailed !== undefined || otherFailures.length > 0);
};
