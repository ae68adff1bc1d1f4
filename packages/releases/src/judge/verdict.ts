import type { Difference, DifferenceKind } from '@signalbox/decision-engine/diff';
import type { ExpectedChange } from './expected-change.ts';

/** How often each side decided, over the whole comparison. */
export interface Totals {
  /** Decisions that were the same on both sides. */
  readonly identical: number;
  /** By rule: decisions of the rules that are compared with. */
  readonly decisionsBefore: Readonly<Record<string, number>>;
}

/** What differed of one rule in one way. */
export interface RuleDifferences {
  readonly rule: string;
  readonly change: DifferenceKind;
  readonly decisions: number;
  readonly devices: number;
  /** The first ten by name. */
  readonly firstDevices: readonly string[];
  /** Of the rule's decisions before; absent if it made none. */
  readonly percent?: number;
  /** Of decisions that moved: the farthest, ms, negative if earlier. */
  readonly byMs?: number;
  readonly example: Difference;
  /** Why it is allowed; absent if it is not. */
  readonly declared?: string;
  /** Why it is not allowed; absent if it is. */
  readonly problem?: string;
}

export interface Verdict {
  /** Whether every difference is declared. */
  readonly ok: boolean;
  readonly differences: number;
  readonly identical: number;
  /** By name of rule. */
  readonly byRule: readonly RuleDifferences[];
  /** Declared for this candidate and not seen: worth a note, no failure. */
  readonly unseen: readonly ExpectedChange[];
  /** For people. */
  readonly lines: readonly string[];
}
