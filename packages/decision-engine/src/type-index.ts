import type { Scalar } from './json.ts';
import type { Machine, MachineState } from './machine.ts';
import { type Atom, everyReading, type Watch } from './watch.ts';

/** Places of machines in the set, ordered by the value at which they begin to look at a metric. */
export interface Thresholds {
  readonly values: Float64Array;
  readonly ranks: readonly number[];
}

/** Who looks at a metric, of the machines that remember nothing of a device. */
export interface MetricIndex {
  readonly metric: string;
  /** At values from theirs up; lowest first. */
  readonly rising: Thresholds;
  /** At values from theirs down; highest first. */
  readonly falling: Thresholds;
  readonly equal: ReadonlyMap<number | string, readonly number[]>;
  /** At any value. */
  readonly present: readonly number[];
}

/** Who looks at a reading of one type of device: built once from what the machines say of themselves. */
export interface TypeIndex {
  /** All machines for the type. */
  readonly ranks: ReadonlySet<number>;
  /** The least `maxAgeMs` among them. */
  readonly leastMaxAgeMs: number;
  /** Every metric that one of them may ever watch. */
  readonly metrics: readonly MetricIndex[];
  /** Where in `metrics` a metric stands. */
  readonly places: ReadonlyMap<string, number>;
  /** Machines that look at every reading. */
  readonly every: readonly number[];
}

const noSettings: Readonly<Record<string, Scalar>> = {};

export const watchOf = (
  { watching }: Machine,
  state: MachineState | undefined,
  settings: Readonly<Record<string, Scalar>>,
): Watch => watching?.watch(state, settings) ?? everyReading;

type Entry = { readonly rank: number; readonly atom: Atom };

const thresholds = (entries: readonly Entry[], is: 'atLeast' | 'atMost'): Thresholds => {
  const sorted = entries.flatMap(({ atom, rank }) => (atom.is === is ? [{ value: atom.value, rank }] : []));
  sorted.sort((a, b) => (is === 'atLeast' ? a.value - b.value : b.value - a.value));
  return { values: Float64Array.from(sorted, ({ value }) => value), ranks: sorted.map(({ rank }) => rank) };
};

const indexMetric = (metric: string, entries: readonly Entry[]): MetricIndex => {
  const equal = new Map<number | string, number[]>();
  for (const { atom, rank } of entries) {
    if (atom.is === 'equal') equal.set(atom.value, [...(equal.get(atom.value) ?? []), rank]);
  }
  return {
    ...{ metric, equal, rising: thresholds(entries, 'atLeast'), falling: thresholds(entries, 'atMost') },
    present: entries.flatMap(({ atom, rank }) => (atom.is === 'present' ? [rank] : [])),
  };
};

/** The index of the machines for `deviceType`. */
export const indexType = (machines: readonly Machine[], deviceType: string): TypeIndex => {
  const every: number[] = [];
  const own = [...machines.entries()].filter(([, machine]) => machine.deviceTypes.includes(deviceType));
  const entries = new Map<string, Entry[]>();
  for (const [, { watching }] of own) for (const metric of watching?.metrics ?? []) entries.set(metric, []);
  for (const [rank, machine] of own) {
    const watch = watchOf(machine, undefined, noSettings);
    if (watch.everyFrom < Number.POSITIVE_INFINITY) every.push(rank);
    for (const atom of watch.atoms) entries.get(atom.metric)?.push({ rank, atom });
  }
  const ages = own.map(([, { maxAgeMs }]) => maxAgeMs ?? Number.POSITIVE_INFINITY);
  return {
    ...{ ranks: new Set(own.map(([rank]) => rank)), every, leastMaxAgeMs: Math.min(Number.POSITIVE_INFINITY, ...ages) },
    metrics: [...entries].map(([metric, looking]) => indexMetric(metric, looking)),
    places: new Map([...entries.keys()].map((metric, place) => [metric, place])),
  };
};
