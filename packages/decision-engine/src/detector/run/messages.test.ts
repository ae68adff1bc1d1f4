import { describe, expect, it } from 'vitest';
import { detectorOf, startDetector, variablesOf } from './detector.fixture.ts';
import { DetectorError } from './detector-error.ts';
import { restoreDetector } from './detector-state.ts';

const counting = {
  initialStateName: 'S',
  states: [
    {
      stateName: 'S',
      onEnter: { events: [{ eventName: 'init', actions: [{ setVariable: { variableName: 'n', value: '0' } }] }] },
      onInput: {
        events: [
          {
            eventName: 'count',
            condition: 'currentInput("I") || currentInput("J")',
            actions: [{ setVariable: { variableName: 'n', value: '$variable.n + 1' } }],
          },
        ],
      },
    },
  ],
};

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof DetectorError) return error.code;
    throw error;
  }
  return 'none';
};

describe('message ids', () => {
  it('are taken once within five minutes', () => {
    const detector = startDetector(detectorOf(counting));
    detector.send(0, 'I', {}, 'one');
    expect(detector.send(299, 'I', {}, 'one').result).toBe('DUPLICATE');
    expect(detector.send(299, 'J', {}, 'two').result).toBe('EVALUATED');
    expect(detector.send(300, 'I', {}, 'one').result).toBe('EVALUATED');
    expect(variablesOf(detector.state)).toBe('n=3');
  });

  it('are forgotten after that', () => {
    const detector = startDetector(detectorOf(counting));
    detector.send(0, 'I', {}, 'one');
    detector.send(400, 'I', {}, 'two');
    expect(detector.state?.messageIds).toEqual([['two', 400_000]]);
  });

  it('are not remembered without end', () => {
    const detector = startDetector(detectorOf(counting));
    for (let i = 0; i < 1000; i += 1) detector.send(0, 'I', {}, `m-${i}`);
    expect(codeOf(() => detector.send(1, 'I', {}, 'm-1000'))).toBe('TOO_MANY_MESSAGE_IDS');
    expect(detector.send(300, 'I', {}, 'm-1001').result).toBe('EVALUATED');
  });

  it('have a form', () => {
    const detector = startDetector(detectorOf(counting));
    for (const id of ['', 'a b', 'ä', 'x'.repeat(65)]) {
      expect(codeOf(() => detector.send(0, 'I', {}, id))).toBe('MESSAGE_ID_INVALID');
    }
  });

  it('are left to the caller on demand', () => {
    const detector = startDetector(detectorOf(counting, {}, { remembersMessageIds: false }));
    detector.send(0, 'I', {}, 'one');
    expect(detector.send(1, 'I', {}, 'one').result).toBe('EVALUATED');
    expect(detector.state).not.toHaveProperty('messageIds');
  });
});

describe('keys', () => {
  it.each([
    ['id', { id: 'a-1' }, 'a-1'],
    ['id', { id: 12 }, '12'],
    ['device.`motor id`', { device: { 'motor id': 'x:y_z' } }, 'x:y_z'],
    ['device.list', { device: { list: 7 } }, '7'],
  ])('%s of %j', (key, payload, expected) => {
    const detector = startDetector(detectorOf(counting, { key }));
    detector.send(0, 'I', payload);
    expect(detector.state?.keyValue).toBe(expected);
  });

  it.each([
    [{}, 'KEY_MISSING'],
    [{ id: null }, 'KEY_MISSING'],
    [[], 'KEY_MISSING'],
    [{ id: '' }, 'KEY_INVALID'],
    [{ id: 'a b' }, 'KEY_INVALID'],
    [{ id: 1.5 }, 'KEY_INVALID'],
    [{ id: true }, 'KEY_INVALID'],
    [{ id: { a: 1 } }, 'KEY_INVALID'],
    [{ id: 'x'.repeat(129) }, 'KEY_INVALID'],
  ])('of %j: %s', (payload, code) => {
    const detector = startDetector(detectorOf(counting, { key: 'id' }));
    expect(codeOf(() => detector.send(0, 'I', payload))).toBe(code);
    expect(detector.state).toBeUndefined();
  });

  it('keep detectors apart', () => {
    const detector = startDetector(detectorOf(counting, { key: 'id' }));
    detector.send(0, 'I', { id: 'a' });
    expect(codeOf(() => detector.send(0, 'I', { id: 'b' }))).toBe('WRONG_DETECTOR');
  });
});

describe('what cannot be taken', () => {
  it('is a message of an input that the model does not read', () => {
    expect(codeOf(() => startDetector(detectorOf(counting)).send(0, 'Other', {}))).toBe('UNKNOWN_INPUT');
  });

  it('is a message of which too much would have to be remembered', () => {
    const events = [{ eventName: 'e', condition: '$input.I.text == ""', actions: [] }];
    const detector = startDetector(
      detectorOf({ initialStateName: 'S', states: [{ stateName: 'S', onInput: { events } }] }),
    );
    expect(codeOf(() => detector.send(0, 'I', { text: 'x'.repeat(20_000) }))).toBe('INPUT_TOO_LARGE');
  });

  it('is a state of another version', () => {
    expect(codeOf(() => restoreDetector({ schemaVersion: 2 }))).toBe('UNKNOWN_STATE_VERSION');
    expect(codeOf(() => restoreDetector(undefined))).toBe('UNKNOWN_STATE_VERSION');
  });
});

it('makes a detector anew whose state the model no longer has', () => {
  const detector = detectorOf(counting);
  const message = { type: 'message', input: 'I', payload: {}, id: 'a' } as const;
  const { state } = detector.evaluate(undefined, message, 0);
  const moved = state && { ...state, stateName: 'Gone', variables: { n: 'i:9' } };
  const { state: after, from } = detector.evaluate(moved, message, 1);
  expect({ from, variables: after?.variables }).toEqual({ from: 'S', variables: { n: 'i:1' } });
});
