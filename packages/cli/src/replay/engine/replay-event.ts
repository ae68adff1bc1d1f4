import type { Decision } from '@signalbox/contracts';
import type { Difference } from '@signalbox/decision-engine/diff';

/** Something to report. `line` is that of its block at which it came to light. */
export interface ReplayEvent {
  readonly line: number;
  readonly told: ToldDecision | ToldDifference;
}

export interface DecidedBy {
  /** Hash. */
  readonly ruleSetHash: string;
  /** Of the timeline's entry that was in force. */
  readonly releaseId: string;
  readonly releaseSeq: number;
}

export interface ToldDecision {
  readonly type: 'decision';
  readonly decision: Decision;
  /** Which set decided it, under a rule timeline. */
  readonly by?: DecidedBy;
}

export interface ToldDifference {
  readonly type: 'difference';
  readonly difference: Difference;
}

/** What a device came to. */
export interface DeviceSummary {
  readonly deviceId: string;
  /** Decisions under the rules, and under those that they are compared with. */
  readonly rules: number;
  readonly against: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly moved: number;
}
