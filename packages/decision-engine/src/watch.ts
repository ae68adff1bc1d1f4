import type { Scalar } from './json.ts';
import type { MachineState } from './machine.ts';

/** Something that a metric of a reading may be. A boolean counts as 0 or 1. */
export type Atom = { readonly metric: string } & (
  | { readonly is: 'atLeast' | 'atMost'; readonly value: number }
  | { readonly is: 'equal'; readonly value: number | string }
  | { readonly is: 'present' }
);

/** Which readings can do anything to a machine: those for which one of the atoms holds, and those of `everyFrom`. */
export interface Watch {
  readonly atoms: readonly Atom[];
  /** Every reading at this *now* of the device, epoch ms, or later. */
  readonly everyFrom: number;
}

/** What a machine says of itself, so that the core need not ask it at every reading. */
export interface Watching {
  /** All that its watches may name. */
  readonly metrics: readonly string[];
  /** Device settings on which they depend. */
  readonly settings: readonly string[];
  /**
   * Which readings can do anything in this state: to any other, the machine would say that nothing changes and nothing is to
   * be done.
   */
  readonly watch: (state: MachineState | undefined, settings: Readonly<Record<string, Scalar>>) => Watch;
}

export const everyReading: Watch = { atoms: [], everyFrom: Number.NEGATIVE_INFINITY };
export const noReading: Watch = { atoms: [], everyFrom: Number.POSITIVE_INFINITY };

type Value = number | boolean | string | undefined;

/** Whether `value` may be what the atom says; NaN may be anything. */
const holds = (atom: Atom, value: Value): boolean => {
  if (value === undefined) return false;
  switch (atom.is) {
    case 'atLeast':
      return !(Number(value) < atom.value);
    case 'atMost':
      return !(Number(value) > atom.value);
    case 'equal':
      return value === atom.value;
    case 'present':
      return true;
  }
};

/** Whether a reading of these metrics, at the device's `now`, can do anything. */
export const concerns = ({ atoms, everyFrom }: Watch, metrics: Readonly<Record<string, Value>>, now: number): boolean =>
  now >= everyFrom || atoms.some((atom) => holds(atom, metrics[atom.metric]));
