import type { Value } from '../../expression/iot-events/index.ts';
import type { SetTimerAction } from '../definition-action.ts';
import { ActionFailure } from './action-failure.ts';
import type { Draft } from './draft.ts';
import type { Expressions } from './expressions.ts';

/** What AWS's error messages name as the longest duration, although its API says 31622400. */
const MAX_SECONDS = 31_622_440;
/** Of durations that are computed; `seconds` may be from 1 on, as the API says. */
const MIN_COMPUTED_SECONDS = 60;

/** AWS's page on errors: the expression must be one that "can be converted to a number"; its guide quotes even literals. */
const numberOf = (value: Value | undefined): number | undefined => {
  if (typeof value === 'bigint' || typeof value === 'number') return Number(value);
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
};

const checkDuration = (timerName: string, value: Value | undefined): number => {
  const subject = `the duration of the timer '${timerName}'`;
  const number = numberOf(value);
  if (number === undefined) throw new ActionFailure(`${subject} could not be evaluated to a number`);
  const seconds = Math.floor(number);
  const range = 'to be accurate it must be from 60 to 31622400 seconds';
  if (seconds > MAX_SECONDS) throw new ActionFailure(`${subject} is greater than ${MAX_SECONDS}; ${range}`);
  if (seconds < MIN_COMPUTED_SECONDS)
    throw new ActionFailure(`${subject} is less than ${MIN_COMPUTED_SECONDS}; ${range}`);
  return seconds;
};

/**
 * How long a timer runs, in whole seconds.
 * @throws {ActionFailure} when evaluated, in the cases of
 * https://docs.aws.amazon.com/iotevents/latest/developerguide/iotevents-error-messages.html
 */
export const compileDuration = (action: SetTimerAction, expressions: Expressions): ((draft: Draft) => number) => {
  const { seconds, durationExpression, timerName } = action;
  if (durationExpression === undefined) return () => seconds ?? 0;
  const evaluate = expressions.compile(durationExpression);
  return (draft) => checkDuration(timerName, evaluate(draft));
};
