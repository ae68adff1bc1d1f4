import { isSpecial, type Special, specialRanks } from './candidates.ts';
import type { Scalar } from './json.ts';
import type { Machine } from './machine.ts';
import { type MetricIndex, type Thresholds, type TypeIndex, watchOf } from './type-index.ts';
import type { Atom } from './watch.ts';

/** Values of a metric that somebody looks at, apart from thresholds. */
interface WatchedValues {
  readonly metric: string;
  readonly values: { has(value: unknown): boolean };
}

/** Within which values no machine has anything to do, for one state of a device. */
export interface Guard {
  /** Two for each metric of the index: below the first and above the second nothing happens. */
  readonly bounds: Float64Array;
  readonly watched: readonly WatchedValues[];
  /** From this *now* of the device on, epoch ms, somebody looks at every reading. */
  readonly everyFrom: number;
}

/** The guard of one metric in the making. */
interface MetricGuard {
  high: number;
  low: number;
  any: boolean;
  readonly equal: Set<number | string>;
}

const firstNot = (special: Special, { ranks, values }: Thresholds, otherwise: number): number => {
  for (let place = 0; place < ranks.length; place += 1) {
    if (!isSpecial(special, ranks[place] ?? 0)) return values[place] ?? otherwise;
  }
  return otherwise;
};

const metricGuard = ({ equal, falling, present, rising }: MetricIndex, special: Special): MetricGuard => {
  const others = (ranks: readonly number[]): boolean => ranks.some((rank) => !isSpecial(special, rank));
  const values = [...equal].flatMap(([value, ranks]) => (others(ranks) ? [value] : []));
  return {
    high: firstNot(special, rising, Number.POSITIVE_INFINITY),
    low: firstNot(special, falling, Number.NEGATIVE_INFINITY),
    any: others(present),
    equal: new Set(values),
  };
};

const narrow = (guard: MetricGuard | undefined, atom: Atom): void => {
  // The machine did not say beforehand that it watches this metric.
  if (!guard) throw new Error(`the metric ${atom.metric} is not in the index`);
  if (atom.is === 'atLeast') guard.high = Math.min(guard.high, atom.value);
  else if (atom.is === 'atMost') guard.low = Math.max(guard.low, atom.value);
  else if (atom.is === 'equal') guard.equal.add(atom.value);
  else guard.any = true;
};

const anyValue = { has: () => true };

const watchedOf = (metric: string, { any, equal }: MetricGuard): WatchedValues[] => {
  if (any) return [{ metric, values: anyValue }];
  return equal.size > 0 ? [{ metric, values: equal }] : [];
};

/** The guard of a device in this state; `special` says who remembers something. */
export const guardOf = (
  index: TypeIndex,
  machines: readonly Machine[],
  special: Special,
  settings: Readonly<Record<string, Scalar>>,
): Guard => {
  const guards = new Map(index.metrics.map((own) => [own.metric, metricGuard(own, special)]));
  let everyFrom = index.every.some((rank) => !isSpecial(special, rank))
    ? Number.NEGATIVE_INFINITY
    : Number.POSITIVE_INFINITY;
  for (const rank of specialRanks(index, special)) {
    const machine = machines[rank];
    if (!machine) continue;
    const watch = watchOf(machine, special.machines.get(rank), settings);
    everyFrom = Math.min(everyFrom, watch.everyFrom);
    for (const atom of watch.atoms) narrow(guards.get(atom.metric), atom);
  }
  return {
    everyFrom,
    bounds: Float64Array.from([...guards.values()].flatMap(({ high, low }) => [high, low])),
    watched: [...guards].flatMap(([metric, guard]) => watchedOf(metric, guard)),
  };
};
