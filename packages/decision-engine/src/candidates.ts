import type { Reading } from '@signalbox/contracts';
import type { Scalar } from './json.ts';
import type { Machine, MachineState } from './machine.ts';
import { type MetricIndex, type Thresholds, type TypeIndex, watchOf } from './type-index.ts';
import { concerns } from './watch.ts';

/** Machines that the index does not speak for: they remember something, or depend on a setting that the device has. */
export interface Special {
  readonly machines: ReadonlyMap<number, MachineState>;
  readonly bySettings: ReadonlySet<number>;
}

/** Those of them that are for the type. */
export const specialRanks = (index: TypeIndex, { bySettings, machines }: Special): number[] => {
  const ranks: number[] = [];
  for (const rank of machines.keys()) if (index.ranks.has(rank)) ranks.push(rank);
  for (const rank of bySettings) if (index.ranks.has(rank) && !machines.has(rank)) ranks.push(rank);
  return ranks;
};

export const isSpecial = ({ bySettings, machines }: Special, rank: number): boolean =>
  machines.has(rank) || bySettings.has(rank);

const collect = (into: Set<number>, ranks: readonly number[], special: Special): void => {
  for (const rank of ranks) if (!isSpecial(special, rank)) into.add(rank);
};

/** Those whose threshold `value` has reached; `direction` 1 counts upwards, -1 downwards. */
const reached = ({ ranks, values }: Thresholds, value: number, direction: 1 | -1): readonly number[] => {
  let end = 0;
  // NaN has reached everything.
  while (end < values.length && !((value - (values[end] ?? 0)) * direction < 0)) end += 1;
  return ranks.slice(0, end);
};

const collectOfMetric = (into: Set<number>, index: MetricIndex, value: Scalar, special: Special): void => {
  collect(into, index.present, special);
  collect(into, index.equal.get(value as number | string) ?? [], special);
  const number = Number(value);
  collect(into, reached(index.rising, number, 1), special);
  collect(into, reached(index.falling, number, -1), special);
};

/** The machines to which the reading may do something, in the order of the set. */
export const candidates = (
  index: TypeIndex,
  machines: readonly Machine[],
  special: Special,
  settings: Readonly<Record<string, Scalar>>,
  { metrics }: Reading,
  now: number,
): number[] => {
  const found = new Set<number>();
  collect(found, index.every, special);
  for (const own of index.metrics) {
    const value = metrics[own.metric];
    if (value !== undefined) collectOfMetric(found, own, value, special);
  }
  for (const rank of specialRanks(index, special)) {
    const machine = machines[rank];
    if (machine && concerns(watchOf(machine, special.machines.get(rank), settings), metrics, now)) found.add(rank);
  }
  return [...found].sort((a, b) => a - b);
};
