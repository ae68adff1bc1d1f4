import type { Value } from '../../expression/iot-events/index.ts';
import type { DetectorInstance } from './detector-state.ts';
import type { Draft } from './draft.ts';
import type { ActionProblem, ResolvedAction } from './resolved-action.ts';

export interface MessageEvent {
  readonly type: 'message';
  readonly input: string;
  readonly payload: Value;
  /** Ids of AWS: 1 to 64 of a-z A-Z 0-9 _ -. Without one, payloads show an id that is made of `id`. */
  readonly messageId?: string;
  /** Tells this message from all others, and is the same whenever it is delivered again: a position in a stream. */
  readonly id: string;
}

/** A timer is due; early, late and cleared ones change nothing. */
export interface TimerEvent {
  readonly type: 'timer';
  readonly timer: string;
  readonly dueAt: number;
}

/** What came of an event. */
export interface Evaluation {
  /** The very object that was passed in: nothing changed. Undefined: there is still no detector. */
  readonly state: DetectorInstance | undefined;
  /** DUPLICATE: the message came before. STALE: the timer does not run, or not until then. */
  readonly result: 'EVALUATED' | 'DUPLICATE' | 'STALE';
  /** The state before; of a detector that has just come into being, its initial one. */
  readonly from?: string;
  /** In the order in which they were carried out. */
  readonly actions: readonly ResolvedAction[];
  readonly problems: readonly ActionProblem[];
}

export const unchanged = (state: DetectorInstance | undefined, result: 'DUPLICATE' | 'STALE'): Evaluation => ({
  ...{ state, result, actions: [], problems: [] },
  ...(state && { from: state.stateName }),
});

export const evaluated = ({ actions, problems }: Draft, from: string, state: DetectorInstance): Evaluation => ({
  ...{ state, result: 'EVALUATED', from, actions, problems },
});
