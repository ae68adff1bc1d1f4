import type { Decision } from '@signalbox/contracts';
import type { Model } from '../model.ts';
import type { DeviceState } from '../state.ts';
import type { RuleFailure } from '../step.ts';

/** A device's state under one rule set. */
export interface SideState {
  /** Of the rule set. */
  readonly hash: string;
  readonly state: DeviceState;
}

/** All that is remembered of a device while rules are released. Plain JSON. */
export interface ReleasedStates {
  /** The entry of the rule timeline by which the state was last saved; 0: none. */
  readonly seq: number;
  /** What it decides is sent. */
  readonly live: SideState;
  /** Evaluated beside it, and nothing of it is sent. */
  readonly other?: SideState;
}

/** Which rule sets a record of the device is decided by: hashes. */
export interface SetsInForce {
  readonly seq: number;
  readonly live: string;
  readonly other?: string;
}

/**
 * The rule sets that are ready to run, by hash. Undefined: there is no such set any more. What it throws for a live set, or for the one
 * that was live until now, is thrown on; for the other set it is reported in `otherFailed`.
 */
export type Models = (hash: string) => Model | undefined;

export interface ReleasedStep {
  /** The very object that was passed in when nothing changed; undefined while nothing is remembered. */
  readonly states: ReleasedStates | undefined;
  /** False: there is nothing to save, and there are no actions on either side. */
  readonly changed: boolean;
  /** To be sent, in the order in which they are to be carried out. */
  readonly actions: readonly Decision[];
  /** What the other set would have had sent. */
  readonly otherActions: readonly Decision[];
  /** The other side could not be evaluated; its state, if it had one, is as it was. */
  readonly otherFailed?: unknown;
  /** Of the live side, as of a plain step. */
  readonly duplicates: number;
  readonly outdated: number;
  readonly ignored: number;
  readonly failures: readonly RuleFailure[];
  readonly otherFailures: readonly RuleFailure[];
}
