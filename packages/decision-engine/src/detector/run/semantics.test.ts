import { describe, expect, it } from 'vitest';
import { detectorOf, shown, startDetector, variablesOf } from './detector.fixture.ts';

const set = (variableName: string, value: string) => ({ setVariable: { variableName, value } });

const counting = {
  initialStateName: 'S',
  states: [
    {
      stateName: 'S',
      onEnter: { events: [{ eventName: 'init', actions: [set('a', '1'), set('seen', '0')] }] },
      onInput: {
        events: [
          { eventName: 'first', condition: 'true', actions: [set('a', '$variable.a + 1'), set('b', '$variable.a')] },
          { eventName: 'second', condition: '$variable.a == 2', actions: [set('seen', '$variable.a')] },
        ],
        transitionEvents: [{ eventName: 'go', condition: '$variable.a == 2 && currentInput("I")', nextState: 'T' }],
      },
    },
    { stateName: 'T' },
  ],
};

describe('evaluationMethod', () => {
  it('BATCH: no condition of a block sees what the block sets, its actions do', () => {
    const detector = startDetector(detectorOf(counting));
    detector.send(1, 'I', {});
    expect(variablesOf(detector.state)).toBe('a=2 seen=0 b=2');
    expect(detector.state?.stateName).toBe('S');
    detector.send(2, 'I', {});
    expect(variablesOf(detector.state)).toBe('a=3 seen=3 b=3');
    expect(detector.state?.stateName).toBe('T');
  });

  it('SERIAL: each condition sees what was set before it', () => {
    const detector = startDetector(detectorOf(counting, { evaluationMethod: 'SERIAL' }));
    detector.send(1, 'I', {});
    expect(variablesOf(detector.state)).toBe('a=2 seen=2 b=2');
    expect(detector.state?.stateName).toBe('T');
  });

  it('lets onEnter see what the transition set, whichever it is', () => {
    const definition = {
      initialStateName: 'A',
      states: [
        {
          stateName: 'A',
          onInput: {
            transitionEvents: [
              { eventName: 'go', condition: 'currentInput("I")', actions: [set('x', '1')], nextState: 'B' },
            ],
          },
          onExit: { events: [{ eventName: 'out', condition: '$variable.x == 1', actions: [set('x', '2')] }] },
        },
        {
          stateName: 'B',
          onEnter: { events: [{ eventName: 'in', condition: '$variable.x == 2', actions: [set('x', '3')] }] },
        },
      ],
    };
    const detector = startDetector(detectorOf(definition));
    detector.send(1, 'I', {});
    expect(variablesOf(detector.state)).toBe('x=3');
  });
});

const watching = (events: object[], transitionEvents: object[] = []) => ({
  initialStateName: 'S',
  states: [{ stateName: 'S', onInput: { events, transitionEvents }, onEnter: { events: [] } }, { stateName: 'T' }],
});

describe('conditions and transitions', () => {
  it('take a missing condition for true, and what is no Boolean for false', () => {
    const detector = startDetector(
      detectorOf(
        watching([
          { eventName: 'none', actions: [set('none', '1')] },
          { eventName: 'number', condition: '1', actions: [set('number', '1')] },
          { eventName: 'text', condition: "'true'", actions: [set('text', '1')] },
          { eventName: 'nothing', condition: '$input.I.nothing', actions: [set('nothing', '1')] },
          { eventName: 'failing', condition: 'convert(Decimal, $input.I.text) > 0', actions: [set('failing', '1')] },
        ]),
      ),
    );
    const { problems } = detector.send(1, 'I', { text: 'x' });
    expect(variablesOf(detector.state)).toBe('none=1');
    expect(problems).toEqual([]);
  });

  it('find out that a variable was never set by comparing it with itself', () => {
    const create = {
      eventName: 'Create',
      condition: '$variable.threshold != $variable.threshold',
      actions: [set('threshold', '$input.I.threshold')],
    };
    const detector = startDetector(detectorOf(watching([create])));
    detector.send(1, 'I', { threshold: 10 });
    detector.send(2, 'I', { threshold: 20 });
    expect(variablesOf(detector.state)).toBe('threshold=10');
  });

  it('go the first way that is open, and run onExit and onEnter also when it leads back', () => {
    const events = (name: string, actions: object[]) => ({ events: [{ eventName: name, actions }] });
    const definition = {
      initialStateName: 'S',
      states: [
        {
          stateName: 'S',
          onEnter: events('in', [set('entered', '$input.I.n')]),
          onInput: {
            transitionEvents: [
              { eventName: 'again', condition: '$input.I.n > 1', actions: [set('by', "'again'")], nextState: 'S' },
              { eventName: 'never', condition: 'true', actions: [set('by', "'never'")], nextState: 'S' },
            ],
          },
          onExit: events('out', [set('left', '$input.I.n')]),
        },
      ],
    };
    const detector = startDetector(detectorOf(definition));
    detector.send(1, 'I', { n: 1 });
    expect(variablesOf(detector.state)).toBe('entered=1 by=never left=1');
    detector.send(2, 'I', { n: 2 });
    expect(variablesOf(detector.state)).toBe('entered=2 by=again left=2');
    expect(detector.evaluations[1]?.from).toBe('S');
  });

  it('keep the last message of each input, and nothing of the one before it', () => {
    const detector = startDetector(
      detectorOf(
        watching([
          { eventName: 'both', condition: '$input.I.a == 1 && $input.J.b == 2', actions: [set('both', 'true')] },
          { eventName: 'gone', condition: 'isUndefined($input.I.a)', actions: [set('gone', 'true')] },
        ]),
      ),
    );
    detector.send(1, 'I', { a: 1 });
    detector.send(2, 'J', { b: 2 });
    expect(variablesOf(detector.state)).toBe('both=true');
    detector.send(3, 'I', { c: 1 });
    expect(variablesOf(detector.state)).toBe('both=true gone=true');
  });
});

describe('actions', () => {
  it('cannot unset a variable, and the others go on', () => {
    const actions = [set('x', '$input.I.x'), set('y', '$input.I.y'), set('z', '1')];
    const detector = startDetector(detectorOf(watching([{ eventName: 'e', actions }])));
    detector.send(1, 'I', { x: 1, y: 'on' });
    const { problems } = detector.send(2, 'I', { x: null });
    expect(variablesOf(detector.state)).toBe('x=1 y=on z=1');
    expect(problems.map(({ level, event, message }) => `${level} ${event} ${message}`)).toEqual([
      "ERROR e the variable 'x' cannot be set to null: it cannot be unset",
      "ERROR e the variable 'y' cannot be set to undefined: it cannot be unset",
    ]);
  });

  it('report what cannot be evaluated, and are not carried out', () => {
    const actions = [set('x', "1 + 'a'"), set('l', '$input.I.list'), { resetTimer: { timerName: 't' } }, set('z', '1')];
    const detector = startDetector(detectorOf(watching([{ eventName: 'e', actions }])));
    const done = detector.send(1, 'I', { list: [1] });
    expect(shown(done)).toEqual(['onInput/e setVariable {"variableName":"z","value":1}']);
    expect(done.problems.map(({ message }) => message)).toEqual([
      'its expression could not be evaluated: the operator + does not take Integer and String',
      "the variable 'l' cannot be set to a list or an object",
      "the timer 't' is not set and cannot be reset",
    ]);
  });

  it('tell integers from decimals', () => {
    const actions = [set('i', '$input.I.i / 2'), set('d', '$input.I.d / 2'), { sqs: { queueUrl: 'https://q' } }];
    const detector = startDetector(detectorOf(watching([{ eventName: 'e', actions }])));
    const done = detector.send(1, 'I', '{"i": 7, "d": 7.0}');
    expect(done.actions.at(-1)?.payload?.text).toContain('"variables":{"i":4,"d":3.5}');
  });
});
