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

/** A guard in the making. */
interface Draft {
  readonly bounds: Float64Array;
  /** By place of the metric; most metrics have none. */
  readonly watched: Map<number, WatchedValues['values']>;
  everyFrom: number;
}

const anyValue = { has: () => true };

const firstNot = (special: Special, { ranks, values }: Thresholds, otherwise: number): number => {
  for (let place = 0; place < ranks.length; place += 1) {
    if (!isSpecial(special, ranks[place] ?? 0)) return values[place] ?? otherwise;
  }
  return otherwise;
};

const watchedByOthers = ({ equal, present }: MetricIndex, special: Special): WatchedValues['values'] | undefined => {
  const others = (ranks: readonly number[]): boolean => ranks.some((rank) => !isSpecial(special, rank));
  if (present.length > 0 && others(present)) return anyValue;
  if (equal.size === 0) return undefined;
  const values = [...equal].flatMap(([value, ranks]) => (others(ranks) ? [value] : []));
  return values.length > 0 ? new Set(values) : undefined;
};

/** What the machines ask for that remember nothing. */
const draftOf = ({ every, metrics }: TypeIndex, special: Special): Draft => {
  const bounds = new Float64Array(2 * metrics.length);
  const watched: Draft['watched'] = new Map();
  for (const [place, own] of metrics.entries()) {
    bounds[2 * place] = firstNot(special, own.rising, Number.POSITIVE_INFINITY);
    bounds[2 * place + 1] = firstNot(special, own.falling, Number.NEGATIVE_INFINITY);
    const values = watchedByOthers(own, special);
    if (values) watched.set(place, values);
  }
  const isEvery = every.some((rank) => !isSpecial(special, rank));
  return { bounds, watched, everyFrom: isEvery ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY };
};

const narrow = ({ bounds, watched }: Draft, atom: Atom, place: number | undefined): void => {
  // The machine did not say beforehand that it watches this metric.
  if (place === undefined) throw new Error(`the metric ${atom.metric} is not in the index`);
  const [high, low] = [2 * place, 2 * place + 1];
  if (atom.is === 'atLeast') bounds[high] = Math.min(bounds[high] ?? atom.value, atom.value);
  else if (atom.is === 'atMost') bounds[low] = Math.max(bounds[low] ?? atom.value, atom.value);
  else if (atom.is === 'present') watched.set(place, anyValue);
  else {
    const values = watched.get(place) ?? new Set();
    if (values instanceof Set) watched.set(place, values.add(atom.value));
  }
};

/** The guard of a device in this state; `special` says who remembers something. */
export const guardOf = (
  index: TypeIndex,
  machines: readonly Machine[],
  special: Special,
  settings: Readonly<Record<string, Scalar>>,
): Guard => {
  const draft = draftOf(index, special);
  for (const rank of specialRanks(index, special)) {
    const machine = machines[rank];
    if (!machine) continue;
    const watch = watchOf(machine, special.machines.get(rank), settings);
    draft.everyFrom = Math.min(draft.everyFrom, watch.everyFrom);
    for (const atom of watch.atoms) narrow(draft, atom, index.places.get(atom.metric));
  }
  const { bounds, everyFrom, watched } = draft;
  const named = [...watched].map(([place, values]) => ({ metric: index.metrics[place]?.metric ?? '', values }));
  return { bounds, everyFrom, watched: named };
};
