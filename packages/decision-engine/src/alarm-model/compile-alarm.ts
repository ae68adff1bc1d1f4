import { DetectorError } from '../detector/run/detector-error.ts';
import type { Draft } from '../detector/run/draft.ts';
import type { MessageEvent, TimerEvent } from '../detector/run/evaluation.ts';
import { isSameJson } from '../detector/run/same-json.ts';
import { takeInput } from '../detector/run/take-input.ts';
import { valueJson } from '../detector/run/value-json.ts';
import { encodeAll } from '../detector/run/value-maps.ts';
import type { Value } from '../expression/iot-events/index.ts';
import {
  type LifecycleOutcome,
  type LifecycleState,
  onOperation,
  onReading,
  onTimer,
  statusOf,
} from '../rules/lifecycle.ts';
import { openAlarmDraft } from './alarm-draft.ts';
import type { AlarmEvaluation, AlarmEvent, OperationEvent } from './alarm-event.ts';
import { releaseTimer } from './alarm-payload.ts';
import type { AlarmInstance } from './alarm-state.ts';
import { type CompiledAlarm, compileAlarmModel } from './compiled-alarm.ts';
import type { AlarmModel } from './definition.ts';

/** An alarm model, ready to run. Pure: no clock, nothing random, no state but what it is given. */
export interface Alarm {
  /** Inputs that the model's expressions name. */
  readonly inputs: ReadonlySet<string>;
  /** Which alarm a message is for; undefined if the model has only one. @throws {DetectorError} KEY_MISSING, KEY_INVALID */
  keyOf(payload: Value): string | undefined;
  /**
   * Applies an event to the alarm that it is for, at `now`, epoch ms. A message or an operation without an alarm makes one.
   * @param keyValue of an operation, which has no payload to tell it
   * @throws {DetectorError} the message cannot be taken, and the alarm stays as it is
   */
  evaluate(state: AlarmInstance | undefined, event: AlarmEvent, now: number, keyValue?: string): AlarmEvaluation;
  /** Its actions as of an alarm that comes to this status because its rule set came in force or went, at `now`, epoch ms. */
  enact(
    state: AlarmInstance | undefined,
    status: 'ACTIVE' | 'NORMAL',
    now: number,
    keyValue?: string,
  ): Pick<AlarmEvaluation, 'actions' | 'problems'>;
}

const withoutTimer = ({ timers, ...kept }: LifecycleState, timer: string): LifecycleState | undefined => {
  const { [timer]: _, ...others } = timers ?? {};
  const state = Object.keys(others).length === 0 ? kept : { ...kept, timers: others };
  return Object.keys(state).length === 0 ? undefined : state;
};

/** What the event makes of the alarm; undefined for a timer that does not run. */
const outcomeOf = (
  { lifecycle, rule }: CompiledAlarm,
  state: LifecycleState | undefined,
  event: AlarmEvent,
  draft: Draft,
): LifecycleOutcome | undefined => {
  if (event.type === 'message') {
    return onReading(lifecycle, state, { when: rule.holds(draft.scope), clear: undefined }, draft.now);
  }
  if (event.type === 'operation') return onOperation(lifecycle, state, event, draft.now);
  if (state?.timers?.[event.timer] !== event.dueAt) return undefined;
  return onTimer(lifecycle, withoutTimer(state, event.timer), event.timer, draft.now);
};

const reasonOf = ({ rule, model }: CompiledAlarm, draft: Draft, event: AlarmEvent): string => {
  if (event.type === 'operation') return `${event.operation} by an operator`;
  if (event.type === 'timer') return 'the snooze time is over';
  const { inputProperty = null, threshold = null } = rule.values(draft.scope);
  return `${model.rule.inputProperty} ${valueJson(inputProperty)} ${model.rule.comparisonOperator} ${valueJson(threshold)}`;
};

const instanceOf = (
  { paths }: CompiledAlarm,
  before: AlarmInstance | undefined,
  { from, to, state }: LifecycleOutcome,
  draft: Draft,
): AlarmInstance => {
  const { keyValue } = draft.identity;
  // A message of the only input replaces all that the rule reads.
  const keepsInputs = paths.size > 1 || from !== to;
  const next: AlarmInstance = {
    schemaVersion: 1,
    ...(keyValue !== undefined && { keyValue }),
    ...(state && { lifecycle: state }),
    inputs: keepsInputs ? encodeAll(draft.inputs) : (before?.inputs ?? {}),
  };
  return before !== undefined && isSameJson(before, next) ? before : next;
};

/**
 * Compiles a model in which {@link checkAlarmModel} found nothing wrong.
 * @throws {ExpressionError} for a text that is no expression
 */
export const compileAlarm = (model: AlarmModel): Alarm => {
  const compiled = compileAlarmModel(model);
  const { actions, keyOf, lifecycle, paths } = compiled;

  const keyFor = (
    before: AlarmInstance | undefined,
    event: MessageEvent | TimerEvent | OperationEvent,
    given?: string,
  ) => {
    if (event.type !== 'message') return before?.keyValue ?? given;
    const keyValue = keyOf(event.payload);
    if (before === undefined || before.keyValue === keyValue) return keyValue;
    throw new DetectorError('WRONG_DETECTOR', `the message is not for the alarm '${before.keyValue}'`);
  };

  return {
    inputs: new Set(paths.keys()),
    keyOf,
    enact: (before, status, now, given) => {
      const event: TimerEvent = { type: 'timer', timer: releaseTimer, dueAt: now };
      const draft = openAlarmDraft(compiled, before, event, { now, keyValue: before?.keyValue ?? given });
      draft.stateName = status;
      for (const action of actions) action(draft, { event: status, lifecycle: 'onEnter' });
      return { actions: draft.actions, problems: draft.problems };
    },
    evaluate: (before, event, now, given) => {
      const draft = openAlarmDraft(compiled, before, event, { now, keyValue: keyFor(before, event, given) });
      if (event.type === 'message') takeInput(paths, draft.inputs, event);
      const outcome = outcomeOf(compiled, before?.lifecycle, event, draft);
      const reason = reasonOf(compiled, draft, event);
      if (outcome === undefined || outcome.ignored) {
        const status = statusOf(lifecycle, before?.lifecycle);
        const result = outcome === undefined ? 'STALE' : 'IGNORED';
        return { state: before, result, from: status, to: status, actions: [], problems: [], reason };
      }
      const { from, to } = outcome;
      draft.stateName = to;
      if (from !== to) for (const action of actions) action(draft, { event: to, lifecycle: 'onEnter' });
      const state = instanceOf(compiled, before, outcome, draft);
      return { state, result: 'EVALUATED', from, to, actions: draft.actions, problems: draft.problems, reason };
    },
  };
};
