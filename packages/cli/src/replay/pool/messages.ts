import type { RuleSet } from '@signalbox/decision-engine';
import type { DeviceSummary, ReplayEvent } from '../engine/replay-event.ts';
import type { RecordCounts, RuleTable } from '../engine/tally.ts';
import type { BlockMemory } from '../lines/line-block.ts';
import type { ReleasedPlan } from '../released/released-plan.ts';
import type { SetTable } from '../released/set-tally.ts';

/** What is to be replayed, the same for every worker. */
export interface ReplayPlan {
  /** With `released`, the set that decides last. */
  readonly rules: RuleSet;
  readonly against?: RuleSet;
  /** Absent: `rules` decide all records. */
  readonly released?: ReleasedPlan;
  readonly devices?: readonly string[];
  readonly tellDecisions: boolean;
  readonly tellDifferences: number;
  readonly movedWithinMs: number;
  /** How many devices the summary names. */
  readonly top: number;
}

export interface WorkerSettings {
  readonly plan: ReplayPlan;
  readonly worker: number;
  readonly workers: number;
}

/** To a worker. Of a block, `newShards` are the names of shards that it has not been told of. */
export type ToWorker =
  | {
      readonly type: 'block';
      readonly memory: BlockMemory;
      readonly count: number;
      readonly newShards: readonly string[];
    }
  | { readonly type: 'end'; readonly until: number };

/** What a worker's devices came to. */
export interface WorkerResult {
  readonly counts: RecordCounts;
  readonly rules: RuleTable;
  /** Empty unless a rule timeline is replayed. */
  readonly sets: SetTable;
  readonly devices: number;
  /** Those that decided or differ. */
  readonly activeDevices: number;
  readonly topDevices: readonly DeviceSummary[];
}

/** From a worker: one `applied` for each block, in their order; one `ended`. */
export type FromWorker =
  | { readonly type: 'applied'; readonly events: readonly ReplayEvent[] }
  | { readonly type: 'ended'; readonly events: readonly ReplayEvent[]; readonly result: WorkerResult };
