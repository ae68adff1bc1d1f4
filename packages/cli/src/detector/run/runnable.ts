import type { OperationEvent } from '@signalbox/decision-engine/alarm-model';
import type {
  ActionProblem,
  MessageEvent,
  ResolvedAction,
  TimerEvent,
  Value,
} from '@signalbox/decision-engine/detector';

export type RunEvent = MessageEvent | TimerEvent | OperationEvent;

/** What came of an event, to be shown. */
export interface Taken<State> {
  readonly state: State | undefined;
  /** Why nothing came of it. */
  readonly dropped?: string;
  readonly from: string;
  readonly to: string;
  readonly variables: Readonly<Record<string, Value>>;
  readonly actions: readonly ResolvedAction[];
  readonly problems: readonly ActionProblem[];
}

/** A model of AWS IoT Events that lines can be put through, one instance for each key. */
export interface Runnable<State> {
  /** Whether its instances have keys. */
  readonly hasKey: boolean;
  /** Those that its expressions name. */
  readonly inputs: ReadonlySet<string>;
  /** Undefined: the model has one instance only. @throws {DetectorError} */
  keyOf(payload: Value): string | undefined;
  /**
   * @param key of the instance
   * @throws {DetectorError} the event is dropped, and the instance stays as it is
   */
  take(state: State | undefined, event: RunEvent, now: number, key: string | undefined): Taken<State>;
  /** When each running timer is due, epoch ms. */
  timersOf(state: State): Readonly<Record<string, number>>;
}
