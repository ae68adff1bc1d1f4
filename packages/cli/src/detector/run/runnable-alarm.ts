import {
  type AlarmEvaluation,
  type AlarmInstance,
  type AlarmModel,
  compileAlarm,
} from '@signalbox/decision-engine/alarm-model';
import type { Runnable, Taken } from './runnable.ts';

const dropped = {
  IGNORED: 'the operation means nothing in the state',
  STALE: 'the timer does not run',
  EVALUATED: undefined,
};

const takenOf = ({ result, state, from, to, actions, problems }: AlarmEvaluation): Taken<AlarmInstance> => {
  const reason = dropped[result];
  const why = reason === undefined ? {} : { dropped: result === 'IGNORED' ? `${reason} ${from}` : reason };
  return { state, ...why, from, to, variables: {}, actions, problems };
};

export const runnableAlarm = (model: AlarmModel): Runnable<AlarmInstance> => {
  const alarm = compileAlarm(model);
  return {
    hasKey: model.key !== undefined,
    inputs: alarm.inputs,
    keyOf: alarm.keyOf,
    take: (state, event, now, key) => takenOf(alarm.evaluate(state, event, now, key)),
    timersOf: ({ lifecycle }) => lifecycle?.timers ?? {},
  };
};
