import { describe, expect, it } from 'vitest';
import type { Json } from '../../json.ts';
import type { Model } from '../../model.ts';
import { prepare } from '../../prepare.ts';
import type { EngineRecord } from '../../record.ts';
import type { DetectorMember } from '../../rule-set.ts';
import { initialState } from '../../state.ts';
import { message, operation, reloaded, run, tick } from '../../step.fixture.ts';
import { readDetectorModel } from '../definition-read.ts';
import { detectorMachine } from '../machine.ts';
import { motor } from '../run/motor.fixture.ts';

const definitionOf = (definition: object): Json => {
  const { model, problems } = readDetectorModel({ key: 'motorid', detectorModelDefinition: definition });
  if (model === undefined) throw new Error(JSON.stringify(problems));
  return model as unknown as Json;
};

const inputs = { Pressure: { motorid: 'deviceId', sensor: { pressure: 'metrics.pressure' } } };

const modelOf = (definition: object, changes: Partial<DetectorMember> = {}): Model => {
  const member = {
    kind: 'detector',
    name: 'motor',
    deviceTypes: ['pump'],
    inputs,
    definition: definitionOf(definition),
    ...changes,
  };
  return prepare({ name: 'demo', hash: 'x', rules: [member as DetectorMember] }, { detector: detectorMachine });
};

const pressures = (...values: number[]): EngineRecord[] =>
  values.map((pressure, index) => message(index + 1, (index + 1) * 1000, { pressure }));

const actionsOf = ({ decisions }: ReturnType<typeof run>) =>
  decisions.map((decision) => {
    const { action } = decision as Extract<typeof decision, { action: object }>;
    return { ...action, payload: JSON.parse(action.payload) };
  });

describe('a detector in the service', () => {
  it('is a device, and its readings are its messages', () => {
    const ran = run(modelOf(motor), pressures(80, 60, 60, 60));
    expect(ran.failures).toEqual([]);
    expect(ran.decisions.map(({ decisionId, reason, decidedAt }) => ({ decisionId, reason, decidedAt }))).toEqual([
      { decisionId: 'motor/pump-7/shardId-0:1#0/0', reason: 'Breached, Normal to Dangerous', decidedAt: 1000 },
      { decisionId: 'motor/pump-7/shardId-0:4#0/0', reason: 'Restored, Dangerous to Normal', decidedAt: 4000 },
    ]);
    expect(actionsOf(ran)).toMatchObject([
      {
        type: 'sns',
        event: 'Breached',
        lifecycle: 'onEnter',
        targetArn: 'arn:aws:sns:us-east-1:123456789012:warning',
        payload: { eventTime: 1000, payload: { detector: { detectorModelName: 'motor', keyValue: 'pump-7' } } },
      },
      {
        event: 'Restored',
        lifecycle: 'onExit',
        payload: { payload: { state: { stateName: 'Dangerous', variables: { breached: 0 } } } },
      },
    ]);
  });

  it('gets every number as a decimal', () => {
    const kept = publishing('alerts');
    const actions = [{ setVariable: { variableName: 'p', value: '$input.Pressure.sensor.pressure' } }];
    Object.assign(kept.states[0]?.onInput.events[0] ?? {}, { actions });
    const { state } = run(modelOf(kept), pressures(70));
    expect(state.machines['motor']).toMatchObject({ detector: { variables: { p: 70 } } });
  });

  it('takes no reading that has none of the metrics of an input, and leaves the device as it was', () => {
    const { state } = run(modelOf(motor), pressures(80));
    const after = run(modelOf(motor), [message(2, 2000, { temperature: 20 })], state);
    expect(after).toMatchObject({ changed: false, failures: [], decisions: [] });
    expect(after.state).toBe(state);
  });

  it('ignores what operators say to alarms', () => {
    const ran = run(modelOf(motor), [...pressures(80), operation(5, 5000, 'RESET', { rule: 'motor' })]);
    expect(ran.failures).toEqual([]);
    expect(ran.decisions).toHaveLength(1);
  });
});

const waiting = (...actions: object[]) => ({
  initialStateName: 'S',
  states: [
    {
      stateName: 'S',
      onInput: {
        events: [
          {
            eventName: 'start',
            condition: 'currentInput("Pressure")',
            actions: [{ setTimer: { timerName: 't', seconds: 60 } }],
          },
          { eventName: 'silent', condition: 'timeout("t")', actions },
        ],
      },
    },
  ],
});
const sqs = { sqs: { queueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q' } };

describe('its timers', () => {
  it('fire by the records of the stream, at their due times, whenever these come', () => {
    const records = [...pressures(1, 2), tick(5, 30_000), tick(6, 61_999)];
    const late = run(modelOf(waiting(sqs)), [...records, tick(7, 500_000)]);
    const prompt = run(modelOf(waiting(sqs)), [...records, tick(7, 62_000)]);
    expect(late.decisions).toEqual(prompt.decisions);
    expect(late.decisions).toMatchObject([{ decidedAt: 62_000, cause: { type: 'timer', timer: 't', dueAt: 62_000 } }]);
    expect(actionsOf(late)).toMatchObject([
      { type: 'sqs', useBase64: false, payload: { payload: { eventTriggerDetails: { triggerType: 'Timer' } } } },
    ]);
  });

  it('are told to the core, so that a tick comes for them', () => {
    const { state } = run(modelOf(waiting(sqs)), pressures(1));
    expect(state.machines['motor']?.timers).toEqual({ t: 61_000 });
    const fired = run(modelOf(waiting(sqs)), [tick(2, 61_000)], reloaded(state));
    expect(fired.state.machines['motor']).not.toHaveProperty('timers');
    expect(fired.decisions).toHaveLength(1);
  });

  it('have expired when the core lost them to a failure', () => {
    const { state } = run(modelOf(waiting(sqs)), pressures(1));
    const { timers: _, ...lost } = state.machines['motor'] ?? {};
    const after = run(modelOf(waiting(sqs)), [message(2, 2000, { pressure: 1 })], {
      ...state,
      machines: { motor: lost as never },
    });
    expect(after.failures).toEqual([]);
    expect(after.decisions).toHaveLength(1);
    expect(after.state.machines['motor']?.timers).toEqual({ t: 62_000 });
  });
});

const publishing = (mqttTopic: string) => ({
  initialStateName: 'S',
  states: [
    {
      stateName: 'S',
      onInput: {
        events: [
          {
            eventName: 'say',
            condition: '$input.Pressure.sensor.pressure > 0',
            actions: [
              { iotTopicPublish: { mqttTopic, payload: { contentExpression: "'x'", type: 'STRING' } } },
              { setVariable: { variableName: 'said', value: '1' } },
            ],
          },
        ],
      },
    },
  ],
});

describe('its actions', () => {
  it('are resolved', () => {
    const { decisions } = run(modelOf(publishing("'alerts/' + $input.Pressure.motorid")), pressures(1));
    expect(decisions).toMatchObject([
      {
        action: {
          type: 'iotTopicPublish',
          event: 'say',
          lifecycle: 'onInput',
          mqttTopic: 'alerts/pump-7',
          payload: 'x',
        },
      },
    ]);
  });

  it.each([
    ["'$' + 'aws/things/x/shadow/update'", "the topic '$aws/things/x/shadow/update' is AWS's own"],
    ["'cm' + 'd/demo/pump-7/request/1'", 'is for commands'],
    ["'a/' + '#'", 'has a wildcard'],
    ["''", 'the topic is empty'],
    ['$input.Pressure.nothing', "'mqttTopic' could not be evaluated"],
  ])('that turn out to publish to %s fail, and the detector goes on', (topic, message) => {
    const ran = run(modelOf(publishing(topic)), pressures(1));
    expect(ran.decisions).toEqual([]);
    expect(ran.failures).toEqual([expect.stringContaining(message)]);
    expect(ran.failures[0]).toMatch(/^motor: /);
    expect(ran.state.machines['motor']).toMatchObject({ detector: { variables: { said: 'i:1' } } });
  });
});

describe('its state', () => {
  it('decides the same after any restart', () => {
    const records = [...pressures(80, 60, 75, 60, 60, 60, 90), tick(20, 100_000)];
    const whole = run(modelOf(motor), records);
    for (let at = 1; at < records.length; at += 1) {
      const first = run(modelOf(motor), records.slice(0, at));
      const second = run(modelOf(motor), records.slice(at), reloaded(first.state));
      expect([...first.decisions, ...second.decisions]).toEqual(whole.decisions);
      expect(second.state).toEqual(whole.state);
    }
  });

  it('of another version fails its machine alone', () => {
    const state = {
      ...initialState,
      machines: { motor: { kind: 'detector', detector: { schemaVersion: 9 } } as const },
    };
    const { failures } = run(modelOf(motor), pressures(80), state);
    expect(failures).toEqual([expect.stringContaining('schemaVersion 9')]);
  });
});
