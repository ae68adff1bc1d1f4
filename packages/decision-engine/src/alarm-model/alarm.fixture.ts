import { parseInputPayload } from '../expression/iot-events/index.ts';
import type { AlarmEvaluation, OperationEvent } from './alarm-event.ts';
import { type AlarmInstance, restoreAlarm } from './alarm-state.ts';
import { compileAlarm } from './compile-alarm.ts';
import { readAlarmModel } from './read.ts';

/** Too hot from 90 on; tells a topic. */
export const hot = {
  alarmModelName: 'hot',
  roleArn: 'arn:aws:iam::123456789012:role/alarms',
  key: 'id',
  severity: 3,
  alarmRule: {
    simpleRule: { inputProperty: '$input.Heat.t', comparisonOperator: 'GREATER_OR_EQUAL', threshold: '90' },
  },
  alarmEventActions: { alarmActions: [{ iotTopicPublish: { mqttTopic: "'alarms/' + $input.Heat.id" } }] },
  alarmCapabilities: {
    initializationConfiguration: { disabledOnInitialization: false },
    acknowledgeFlow: { enabled: true },
  },
};

const alarmOf = (document: object) => {
  const { model, problems } = readAlarmModel(document);
  if (model === undefined) throw new Error(JSON.stringify(problems));
  return compileAlarm(model);
};

/** An alarm that lives: its state goes through JSON after each event. Times in seconds. */
export const startAlarm = (document: object = hot) => {
  const alarm = alarmOf(document);
  let state: AlarmInstance | undefined;
  let count = 0;
  const take = (evaluation: AlarmEvaluation): AlarmEvaluation => {
    state = evaluation.state && restoreAlarm(JSON.parse(JSON.stringify(evaluation.state)));
    return evaluation;
  };
  return {
    send: (seconds: number, payload: string | object, input = 'Heat') => {
      count += 1;
      const value = parseInputPayload(typeof payload === 'string' ? payload : JSON.stringify(payload));
      return take(alarm.evaluate(state, { type: 'message', input, payload: value, id: `m${count}` }, seconds * 1000));
    },
    operate: (seconds: number, operation: OperationEvent['operation'], more: Partial<OperationEvent> = {}) => {
      count += 1;
      return take(
        alarm.evaluate(state, { type: 'operation', operation, id: `m${count}`, ...more }, seconds * 1000, 'a'),
      );
    },
    fire: (seconds: number, timer = 'snooze') =>
      take(alarm.evaluate(state, { type: 'timer', timer, dueAt: seconds * 1000 }, seconds * 1000)),
    get state() {
      return state;
    },
  };
};

/** The way of an evaluation: `NORMAL > ACTIVE`, or what came instead. */
export const way = ({ result, from, to }: AlarmEvaluation): string =>
  result === 'EVALUATED' ? `${from} > ${to}` : `${result} in ${from}`;
