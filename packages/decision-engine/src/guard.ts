import { isSpecial, noneSpecial, type Special, specialRanks } from './candidates.ts';
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
  readonly bounds: readonly number[];
  readonly watched: readonly WatchedValues[];
  /** From this *now* of the device on, epoch ms, somebody looks at every reading. */
  readonly everyFrom: number;
}

/** A guard in the making. */
interface Draft {
  readonly bounds: number[];
  /** By place of the metric; most metrics have none. */
  watched: Map<number, WatchedValues['values']> | undefined;
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

const watch = (draft: Draft, place: number, values: WatchedValues['values']): void => {
  draft.watched ??= new Map();
  draft.watched.set(place, values);
};

/** What the machines ask for that remember nothing. */
const draftOf = ({ every, metrics }: TypeIndex, special: Special): Draft => {
  const isEvery = every.some((rank) => !isSpecial(special, rank));
  const everyFrom = isEvery ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const draft: Draft = { bounds: [], watched: undefined, everyFrom };
  for (let place = 0; place < metrics.length; place += 1) {
    const own = metrics[place] as MetricIndex;
    draft.bounds.push(firstNot(special, own.rising, Number.POSITIVE_INFINITY));
    draft.bounds.push(firstNot(special, own.falling, Number.NEGATIVE_INFINITY));
    const values = watchedByOthers(own, special);
    if (values) watch(draft, place, values);
  }
  return draft;
};

const narrow = (draft: Draft, atom: Atom, place: number | undefined): void => {
  // The machine did not say beforehand that it watches this metric.
  if (place === undefined) throw new Error(`the metric ${atom.metric} is not in the index`);
  const { bounds, watched } = draft;
  const [high, low] = [2 * place, 2 * place + 1];
  if (atom.is === 'atLeast') bounds[high] = Math.min(bounds[high] ?? atom.value, atom.value);
  else if (atom.is === 'atMost') bounds[low] = Math.max(bounds[low] ?? atom.value, atom.value);
  else if (atom.is === 'present') watch(draft, place, anyValue);
  else {
    const values = watched?.get(place) ?? new Set();
    if (values instanceof Set) watch(draft, place, values.add(atom.value));
  }
};

const noneWatched: readonly WatchedValues[] = [];

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
    const { atoms, everyFrom } = watchOf(machine, special.machines.get(rank), settings);
    if (everyFrom < draft.everyFrom) draft.everyFrom = everyFrom;
    for (const atom of atoms) narrow(draft, atom, index.places.get(atom.metric));
  }
  const { bounds, everyFrom, watched } = draft;
  if (!watched) return { bounds, everyFrom, watched: noneWatched };
  const named = [...watched].map(([place, values]) => ({ metric: index.metrics[place]?.metric ?? '', values }));
  return { bounds, everyFrom, watched: named };
};

/** The guard of a device of which no machine remembers anything. */
export const blankGuard = (index: TypeIndex, machines: readonly Machine[]): Guard =>
  guardOf(index, machines, noneSpecial, {});
