import type { DifferenceKind } from '@signalbox/decision-engine/diff';

/** How many differences are meant; at least one bound is there, and all that are must hold. */
export interface Bounds {
  readonly decisions?: number;
  readonly devices?: number;
  /** Of the rule's decisions before. */
  readonly percent?: number;
  /** Of decisions that moved: how far at most, earlier or later, ms. */
  readonly byMs?: number;
}

/** A declared change: what may differ between the rules that decide and those that are released. */
export interface ExpectedChange {
  readonly rule: string;
  readonly change: DifferenceKind;
  /** At least the first 12 hexadecimal characters of the candidate's hash. Absent: any candidate. */
  readonly ruleSet?: string;
  readonly atMost: Bounds;
  readonly reason: string;
}
