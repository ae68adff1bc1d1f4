import { describe, expect, it } from 'vitest';
import { detectorOf, shown, startDetector, variablesOf } from './detector.fixture.ts';
import { runningTimers } from './timers.ts';

const set = (variableName: string, value: string) => ({ setVariable: { variableName, value } });
const when = (condition: string, ...actions: object[]) => ({ eventName: condition, condition, actions });

const oneState = (...events: object[]) =>
  detectorOf({ initialStateName: 'S', states: [{ stateName: 'S', onInput: { events } }] });

const running = (detector: { readonly state: ReturnType<typeof startDetector>['state'] }) =>
  runningTimers(Object.entries(detector.state?.timers ?? {}));

const command = (value: string) => `currentInput("I") && $input.I.do == '${value}'`;
const setTimer = (value: object) => ({ setTimer: { timerName: 't', ...value } });

describe('timers', () => {
  it('evaluate onInput when they are due; timeout is true once, with the inputs that came last', () => {
    const detector = startDetector(
      oneState(
        when(command('start'), setTimer({ seconds: 60 })),
        when('timeout("t")', set('out', '$input.I.n')),
        when('timeout("t")', set('again', 'true')),
        when('triggerType("Timer") && !currentInput("I")', set('timer', 'true')),
      ),
    );
    detector.send(1, 'I', { do: 'start', n: 5, unread: 1 });
    expect(running(detector)).toEqual({ t: 61_000 });
    // No more than the model reads.
    expect(detector.state?.inputs).toEqual({ I: { do: 's:start', n: 'i:5' } });
    detector.passTo(60_999);
    expect(detector.evaluations).toHaveLength(1);
    detector.passTo(61_000);
    expect(variablesOf(detector.state)).toBe('out=5 timer=true');
    expect(running(detector)).toEqual({});
  });

  it('wait to be read, in whichever state', () => {
    const detector = startDetector(
      oneState(
        when(command('start'), setTimer({ seconds: 60 })),
        when('currentInput("J") && timeout("t")', set('out', 'true')),
      ),
    );
    detector.send(1, 'I', { do: 'start' });
    detector.send(100, 'I', { do: 'wait' });
    expect(variablesOf(detector.state)).toBe('');
    detector.send(200, 'J', {});
    expect(variablesOf(detector.state)).toBe('out=true');
  });

  it.each([`timeout("t") && $input.I.do == 'look'`, `$input.I.do == 'look' && timeout("t")`])(
    'lose their timeout to %s, which fails on the input',
    (condition) => {
      const detector = startDetector(
        oneState(when(command('start'), setTimer({ seconds: 60 })), when(condition, set('out', 'true'))),
      );
      detector.send(1, 'I', { do: 'start' });
      detector.send(100, 'I', { do: 'look' });
      expect(variablesOf(detector.state)).toBe('');
    },
  );

  it('take the longer time when set again, and no time when cleared', () => {
    const detector = startDetector(
      oneState(
        when(command('start'), setTimer({ seconds: 60 })),
        when(command('clear'), { clearTimer: { timerName: 't' } }),
        when('timeout("t")', set('out', 'true')),
      ),
    );
    detector.send(1, 'I', { do: 'start' });
    detector.send(50, 'I', { do: 'start' });
    detector.passTo(100_000);
    expect(variablesOf(detector.state)).toBe('');
    detector.send(105, 'I', { do: 'clear' });
    detector.passTo(999_000);
    expect(variablesOf(detector.state)).toBe('');
  });

  it('lose an unread timeout to a clear and to a reset', () => {
    const events = [
      when(command('start'), setTimer({ seconds: 60 })),
      when(command('clear'), { clearTimer: { timerName: 't' } }),
      when(command('reset'), { resetTimer: { timerName: 't' } }),
      when('currentInput("J") && timeout("t")', set('out', 'true')),
    ];
    for (const loss of ['clear', 'reset']) {
      const detector = startDetector(oneState(...events));
      detector.send(0, 'I', { do: 'start' });
      detector.send(90, 'I', { do: loss });
      detector.send(91, 'J', {});
      expect(variablesOf(detector.state)).toBe('');
    }
  });

  it('are reset to the duration as it was evaluated, rounded down', () => {
    const detector = startDetector(
      oneState(
        when(command('start'), setTimer({ durationExpression: '$input.I.n + 0.99' })),
        when(command('reset'), { resetTimer: { timerName: 't' } }),
      ),
    );
    const started = detector.send(0, 'I', { do: 'start', n: 60 });
    expect(shown(started)[0]).toContain('setTimer {"timerName":"t","seconds":60}');
    detector.send(100, 'I', { do: 'reset', n: 500 });
    expect(running(detector)).toEqual({ t: 160_000 });
  });

  it.each([
    ['59.9', 'less than 60'],
    ['31622441', 'greater than 31622440'],
    ['true', 'could not be evaluated to a number'],
    ["'a minute'", 'could not be evaluated to a number'],
    ['$input.I.nothing', 'could not be evaluated to a number'],
  ])('are not set for %s', (durationExpression, message) => {
    const detector = startDetector(oneState(when(command('start'), setTimer({ durationExpression }))));
    const { problems } = detector.send(0, 'I', { do: 'start' });
    expect(problems[0]?.message).toContain(message);
    expect(running(detector)).toEqual({});
  });

  it('take a number that is written as a text', () => {
    const detector = startDetector(oneState(when(command('start'), setTimer({ durationExpression: "'90.5'" }))));
    detector.send(0, 'I', { do: 'start' });
    expect(running(detector)).toEqual({ t: 90_000 });
  });

  it('of seconds may be short', () => {
    const detector = startDetector(oneState(when(command('start'), setTimer({ seconds: 5 }))));
    detector.send(0, 'I', { do: 'start' });
    expect(running(detector)).toEqual({ t: 5000 });
  });

  it('that are stale change nothing', () => {
    const detector = oneState(when(command('start'), setTimer({ seconds: 60 })));
    const message = { type: 'message', input: 'I', payload: { do: 'start' }, id: 'a' } as const;
    const { state } = detector.evaluate(undefined, message, 0);
    for (const dueAt of [59_999, 60_001]) {
      expect(detector.evaluate(state, { type: 'timer', timer: 't', dueAt }, dueAt)).toMatchObject({
        result: 'STALE',
        actions: [],
      });
    }
    expect(detector.evaluate(undefined, { type: 'timer', timer: 't', dueAt: 60_000 }, 60_000).state).toBeUndefined();
  });
});
