import type { MessageEvent, TimerEvent } from '../detector/run/evaluation.ts';
import type { ActionProblem, ResolvedAction } from '../detector/run/resolved-action.ts';
import type { Operation } from '../record.ts';
import type { AlarmStatus } from '../rules/lifecycle.ts';
import type { AlarmInstance } from './alarm-state.ts';

/** An operator's answer to an alarm. */
export interface OperationEvent {
  readonly type: 'operation';
  readonly operation: Operation;
  /** With SNOOZE only, and always. */
  readonly snoozeMs?: number;
  readonly note?: string;
  /** As of a message. */
  readonly id: string;
}

export type AlarmEvent = MessageEvent | TimerEvent | OperationEvent;

/** What came of an event. */
export interface AlarmEvaluation {
  /** The very object that was passed in: nothing changed. Undefined: there is still no alarm. */
  readonly state: AlarmInstance | undefined;
  /** IGNORED: the operation means nothing in the alarm's state. STALE: the timer does not run, or not until then. */
  readonly result: 'EVALUATED' | 'IGNORED' | 'STALE';
  readonly from: AlarmStatus;
  readonly to: AlarmStatus;
  readonly actions: readonly ResolvedAction[];
  readonly problems: readonly ActionProblem[];
  /** For people: what was compared. */
  readonly reason: string;
}
