import type { Verdict } from '../judge/verdict.ts';
import type { RulePhase } from '../timeline/timeline.ts';

/** The last look at a rule release that is under way, or was. */
export interface RuleGateReport {
  readonly releaseId: string;
  /** Of the entry that was looked at. */
  readonly seq: number;
  readonly phase: RulePhase;
  /** Epoch ms. */
  readonly evaluatedAt: number;
  /** Epoch ms: when the next step comes if all stays well. */
  readonly nextStepAt?: number;
  /** What followed. */
  readonly outcome: 'waiting' | 'promoted' | 'rolled-back';
  /** What the candidate decided or would have decided, against the stable set. */
  readonly verdict?: Verdict;
  /** How often the candidate could not be evaluated. */
  readonly candidateFailures: number;
  /** Devices whose candidate's state was dropped, because it did not fit. */
  readonly statesTooLarge: number;
  /** Alarms that are firing. */
  readonly alarms: readonly string[];
  /** For people: why it waits, went on or was rolled back. */
  readonly lines: readonly string[];
}
