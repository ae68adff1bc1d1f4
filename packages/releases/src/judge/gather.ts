import { type Difference, type DifferenceKind, subjectOf } from '@signalbox/decision-engine/diff';

/** The differences of one rule that are of one kind. */
export interface Gathered {
  readonly rule: string;
  readonly change: DifferenceKind;
  decisions: number;
  readonly devices: Set<string>;
  /** The farthest of those that moved, ms, negative if earlier. */
  byMs: number;
  readonly example: Difference;
}

const begin = (rule: string, example: Difference): Gathered => ({
  ...{ rule, change: example.kind, decisions: 0, devices: new Set<string>(), byMs: 0, example },
});

const byName = (one: Gathered, other: Gathered): number =>
  one.rule === other.rule ? (one.change < other.change ? -1 : 1) : one.rule < other.rule ? -1 : 1;

/** In order of rule and kind. Only the first of each is kept: there may be a great many. */
export const gather = (differences: Iterable<Difference>): readonly Gathered[] => {
  const found = new Map<string, Gathered>();
  for (const difference of differences) {
    const { rule, deviceId } = subjectOf(difference);
    const key = `${difference.kind} ${rule}`;
    const gathered = found.get(key) ?? begin(rule, difference);
    found.set(key, gathered);
    gathered.decisions += 1;
    gathered.devices.add(deviceId);
    if (difference.kind === 'moved' && Math.abs(difference.byMs) > Math.abs(gathered.byMs))
      gathered.byMs = difference.byMs;
  }
  return [...found.values()].sort(byName);
};
