import type { Kind } from '../kinds.ts';

/** An item as a table has it, in the words of whoever wrote it: it is handed on, not read. */
export type Item = Readonly<Record<string, unknown>>;

/** What a function is asked as a probe. */
export interface Turn {
  readonly event: unknown;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Another function, of which the version that runs is asked. */
export interface Other {
  readonly functionName: string;
  readonly kind: Kind;
}

/** Who goes on from an item, and how. */
export interface Continuation {
  /** Absent: the function that is deployed. */
  readonly by?: Other;
  /** From which of the items that one turn wrote. */
  readonly from: 'first' | 'last';
  readonly turn: (item: Item) => Turn;
}

/** One turn writes items; whoever has the next goes on from them. */
export interface Handover {
  readonly name: string;
  /** Writes the item from which the turn begins. Absent: it begins with none. */
  readonly seed?: { readonly by: Other; readonly turn: Turn; readonly from: 'first' | 'last' };
  readonly turn: (seed: Item) => Turn;
  readonly next: readonly Continuation[];
  /** Members that hold the time of the clock, in items and in what is said: they differ from turn to turn. */
  readonly clocks: readonly string[];
}

/** What handovers are made from. */
export interface HandoverContext {
  /** Epoch ms. */
  readonly now: number;
  readonly run: string;
  readonly stage: string;
}

export type HandoversOf = (context: HandoverContext) => readonly Handover[];
