import type { ArchiveLine } from '@signalbox/contracts';
import type { ExpectedChange, RuleTimeline } from '@signalbox/releases';
import type { Functions } from '../ports.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** Records of the last minutes. */
export interface RecentRecords {
  readonly lines: readonly ArchiveLine[];
  /** What was left out, and why: for people. */
  readonly notes: readonly string[];
}

/** A device's state as it is stored. */
export interface StoredState {
  readonly deviceId: string;
  readonly fleet: string;
  readonly ruleSetHash: string;
  /** JSON. */
  readonly state: string;
}

/** A rule set: its JSON, and its hash. */
export interface RuleSetText {
  readonly hash: string;
  readonly json: string;
}

export interface RuleSets {
  /** Throws a {@link ReleaseError} RULE_SET_GONE. */
  readonly get: (hash: string) => Promise<string>;
  readonly put: (ruleSet: RuleSetText) => Promise<void>;
}

export interface Timelines {
  readonly load: () => Promise<RuleTimeline>;
  readonly save: (next: RuleTimeline, before: RuleTimeline) => Promise<'saved' | 'conflict'>;
}

export interface DecisionPorts {
  readonly functions: Functions;
  readonly sandbox: Sandbox;
  /** Records that every release is compared on. */
  readonly golden: readonly ArchiveLine[];
  readonly expected: readonly ExpectedChange[];
  readonly recent: () => Promise<RecentRecords>;
  /** At most this many. */
  readonly states: (most: number) => Promise<readonly StoredState[]>;
  readonly timelines: Timelines;
  readonly ruleSets: RuleSets;
  /** Epoch ms. */
  readonly now: () => number;
}
