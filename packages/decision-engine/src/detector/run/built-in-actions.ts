import { isScalar, type Scalar, type Value } from '../../expression/iot-events/index.ts';
import type {
  ClearTimerAction,
  DetectorModelAction,
  ResetTimerAction,
  SetTimerAction,
  SetVariableAction,
} from '../definition-action.ts';
import { ActionFailure } from './action-failure.ts';
import type { Draft, EventPlace } from './draft.ts';
import type { Expressions } from './expressions.ts';
import type { Parameters } from './resolved-action.ts';
import { compileDuration } from './timer-duration.ts';
import { startTimer } from './timers.ts';

type BuiltInAction = SetVariableAction | SetTimerAction | ResetTimerAction | ClearTimerAction;
type Perform = (draft: Draft, place: EventPlace) => void;

/** How many UTF-16 units of text a variable may hold: a model that doubles a text would else outgrow every store. */
const MAX_TEXT = 4096;

export const isBuiltIn = (action: DetectorModelAction): action is BuiltInAction =>
  ['setVariable', 'setTimer', 'resetTimer', 'clearTimer'].includes(action.type);

const note = (draft: Draft, place: EventPlace, type: BuiltInAction['type'], parameters: Parameters): void => {
  draft.actions.push({ type, ...place, parameters });
};

/** @see https://docs.aws.amazon.com/iotevents/latest/developerguide/iotevents-expressions.html "A variable can't be unset" */
const checkVariable = (name: string, value: Value | undefined): Scalar => {
  if (!isScalar(value)) {
    const kind = value === undefined || value === null ? `${value}: it cannot be unset` : 'a list or an object';
    throw new ActionFailure(`the variable '${name}' cannot be set to ${kind}`);
  }
  if (typeof value === 'string' && value.length > MAX_TEXT) {
    throw new ActionFailure(`the variable '${name}' cannot hold more than ${MAX_TEXT} characters`);
  }
  return value;
};

const setVariable = ({ variableName, value }: SetVariableAction, expressions: Expressions): Perform => {
  const evaluate = expressions.compile(value);
  return (draft, place) => {
    const result = checkVariable(variableName, evaluate(draft));
    draft.variables.set(variableName, result);
    note(draft, place, 'setVariable', { variableName, value: result });
  };
};

const setTimer = (action: SetTimerAction, expressions: Expressions): Perform => {
  const { timerName } = action;
  const durationOf = compileDuration(action, expressions);
  return (draft, place) => {
    const seconds = durationOf(draft);
    startTimer(draft.timers, timerName, seconds, draft.now);
    note(draft, place, 'setTimer', { timerName, seconds: BigInt(seconds) });
  };
};

/** Takes the duration as it was evaluated when the timer was set. */
const resetTimer =
  ({ timerName }: ResetTimerAction): Perform =>
  (draft, place) => {
    const timer = draft.timers.get(timerName);
    if (timer === undefined) throw new ActionFailure(`the timer '${timerName}' is not set and cannot be reset`);
    startTimer(draft.timers, timerName, timer.durationSeconds, draft.now);
    note(draft, place, 'resetTimer', { timerName, seconds: BigInt(timer.durationSeconds) });
  };

const clearTimer =
  ({ timerName }: ClearTimerAction): Perform =>
  (draft, place) => {
    draft.timers.delete(timerName);
    note(draft, place, 'clearTimer', { timerName });
  };

/** The actions that change the detector itself. */
export const compileBuiltInAction = (action: BuiltInAction, expressions: Expressions): Perform => {
  switch (action.type) {
    case 'setVariable':
      return setVariable(action, expressions);
    case 'setTimer':
      return setTimer(action, expressions);
    case 'resetTimer':
      return resetTimer(action);
    case 'clearTimer':
      return clearTimer(action);
  }
};
