import { describe, expect, it } from 'vitest';
import { detectorOf, shown, startDetector, variablesOf } from './detector.fixture.ts';
import { motor, reading } from './motor.fixture.ts';

const start = () => startDetector(detectorOf(motor, { detectorModelName: 'motors', key: 'motorid' }));

const payloadOf = (evaluation: ReturnType<ReturnType<typeof start>['send']>) =>
  evaluation.actions.flatMap(({ payload }) => (payload ? [JSON.parse(payload.text)] : []));

describe('the motor', () => {
  it('is made by its first message, which is then evaluated in the initial state', () => {
    const detector = start();
    const made = detector.send(1, 'Pressure', reading(80), '00001');
    expect(made.from).toBe('Normal');
    expect(detector.state?.stateName).toBe('Dangerous');
    expect(shown(made)).toEqual([
      'onEnter/init setVariable {"variableName":"breached","value":0}',
      'onInput/Overpressurized setVariable {"variableName":"breached","value":3}',
      'onEnter/Breached sns {"targetArn":"arn:aws:sns:us-east-1:123456789012:warning"}',
    ]);
    expect(payloadOf(made)).toEqual([
      {
        eventTime: 1000,
        eventName: 'Breached',
        payload: {
          actionExecutionId: expect.stringMatching(
            /^[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
          ),
          detector: { detectorModelName: 'motors', keyValue: 'A-32', detectorModelVersion: '1' },
          eventTriggerDetails: { inputName: 'Pressure', messageId: '00001', triggerType: 'Message' },
          state: { stateName: 'Dangerous', variables: { breached: 3 }, timers: {} },
        },
      },
    ]);
  });

  it('leaves danger at the third good reading; onExit tells the old state with the new variables', () => {
    const detector = start();
    detector.send(1, 'Pressure', reading(80));
    detector.send(2, 'Pressure', reading(60));
    expect(variablesOf(detector.state)).toBe('breached=2');
    detector.send(3, 'Pressure', reading(60));
    const left = detector.send(4, 'Pressure', reading(60));
    expect(left.from).toBe('Dangerous');
    expect(payloadOf(left)[0].payload.state).toEqual({
      stateName: 'Dangerous',
      variables: { breached: 0 },
      timers: {},
    });
    expect(detector.state?.stateName).toBe('Normal');
    expect(shown(left).at(-1)).toBe('onEnter/init setVariable {"variableName":"breached","value":0}');
  });

  it('begins to count anew with a bad reading, of which no condition of the same evaluation knows', () => {
    const detector = start();
    for (const pressure of [80, 60, 60, 75]) detector.send(1, 'Pressure', reading(pressure));
    expect(variablesOf(detector.state)).toBe('breached=3');
    expect(detector.state?.stateName).toBe('Dangerous');
  });

  it('remembers nothing of a message that no later evaluation reads', () => {
    const detector = start();
    detector.send(1, 'Pressure', reading(12));
    expect(detector.state?.inputs).toEqual({});
  });

  it('stays the same object when nothing changes', () => {
    const detector = detectorOf(motor, { key: 'motorid' });
    const message = { type: 'message', input: 'Pressure', id: 'a' } as const;
    const payload = { motorid: 'A-32', sensor: { pressure: 12n } };
    const { state } = detector.evaluate(undefined, { ...message, payload }, 1000);
    expect(detector.evaluate(state, { ...message, id: 'b', payload }, 2000).state).toBe(state);
  });
});
