import type { Scope, Value } from '../../expression/iot-events/index.ts';
import type { Lifecycle } from '../definition.ts';
import type { ActionProblem, ResolvedAction } from './resolved-action.ts';
import type { Timers } from './timers.ts';

/** What made the detector evaluate its model. */
export type Cause =
  | { readonly type: 'message'; readonly input: string; readonly messageId: string; readonly id: string }
  | { readonly type: 'timer'; readonly timer: string; readonly id: string }
  /** Of an operator, to an alarm. */
  | { readonly type: 'operation'; readonly id: string };

/** Who the detector is, for payloads. */
export interface DetectorIdentity {
  readonly modelName?: string;
  readonly modelVersion: string;
  readonly keyValue?: string;
}

/** A detector in the middle of an evaluation: what conditions see and actions change. */
export interface Draft {
  readonly identity: DetectorIdentity;
  readonly cause: Cause;
  /** Epoch milliseconds. */
  readonly now: number;
  stateName: string;
  readonly variables: Map<string, Value>;
  readonly timers: Timers;
  /** The last payload of each input, as far as the model reads it. */
  readonly inputs: Map<string, Value>;
  /** Of what is above. */
  readonly scope: Scope;
  /** What an action without a payload of its own sends now. */
  readonly standardPayload: (eventName: string, executionId: string) => Value;
  readonly actions: ResolvedAction[];
  readonly problems: ActionProblem[];
}

/** Where in the model an evaluation is. */
export interface EventPlace {
  readonly event: string;
  readonly lifecycle: Lifecycle;
}
