import type { Reading } from '@signalbox/contracts';
import { isAscending } from './is-ascending.ts';
import type { Scalar } from './json.ts';
import type { Machine, MachineState } from './machine.ts';
import { type MetricIndex, type Thresholds, type TypeIndex, watchOf } from './type-index.ts';
import { concerns } from './watch.ts';

/** Machines that the index does not speak for: they remember something, or depend on a setting that the device has. */
export interface Special {
  readonly machines: ReadonlyMap<number, MachineState>;
  readonly bySettings: ReadonlySet<number>;
}

export const noneSpecial: Special = { machines: new Map(), bySettings: new Set() };

/** Those of them that are for the type. */
export const specialRanks = (index: TypeIndex, { bySettings, machines }: Special): number[] => {
  const ranks: number[] = [];
  for (const rank of machines.keys()) if (index.ranks.has(rank)) ranks.push(rank);
  for (const rank of bySettings) if (index.ranks.has(rank) && !machines.has(rank)) ranks.push(rank);
  return ranks;
};

export const isSpecial = ({ bySettings, machines }: Special, rank: number): boolean =>
  machines.has(rank) || bySettings.has(rank);

/** Adds those that the index speaks for. */
const collect = (into: number[], ranks: readonly number[], special: Special): void => {
  for (const rank of ranks) if (!isSpecial(special, rank)) into.push(rank);
};

/** Adds those whose threshold `value` has reached; `direction` 1 counts upwards, -1 downwards. */
const collectReached = (
  into: number[],
  { ranks, values }: Thresholds,
  value: number,
  direction: 1 | -1,
  special: Special,
): void => {
  // NaN has reached everything.
  for (let place = 0; place < values.length && !((value - (values[place] ?? 0)) * direction < 0); place += 1) {
    const rank = ranks[place] ?? 0;
    if (!isSpecial(special, rank)) into.push(rank);
  }
};

const collectOfMetric = (into: number[], index: MetricIndex, value: Scalar, special: Special): void => {
  collect(into, index.present, special);
  if (index.equal.size > 0) collect(into, index.equal.get(value as number | string) ?? [], special);
  const number = Number(value);
  collectReached(into, index.rising, number, 1, special);
  collectReached(into, index.falling, number, -1, special);
};

/** In order, each once: as they mostly are found. */
const inOrder = (ranks: number[]): readonly number[] => {
  if (isAscending(ranks)) return ranks;
  ranks.sort((a, b) => a - b);
  return ranks.filter((rank, place) => rank !== ranks[place - 1]);
};

/** The machines to which the reading may do something, in the order of the set. */
export const candidates = (
  index: TypeIndex,
  machines: readonly Machine[],
  special: Special,
  settings: Readonly<Record<string, Scalar>>,
  { metrics }: Reading,
  now: number,
): readonly number[] => {
  const found: number[] = [];
  collect(found, index.every, special);
  for (const own of index.metrics) {
    const value = metrics[own.metric];
    if (value !== undefined) collectOfMetric(found, own, value, special);
  }
  for (const rank of specialRanks(index, special)) {
    const machine = machines[rank];
    if (machine && concerns(watchOf(machine, special.machines.get(rank), settings), metrics, now)) found.push(rank);
  }
  return inOrder(found);
};
