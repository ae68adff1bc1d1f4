import { expect, test } from 'vitest';
import { event, findings, model, publish, setTimer, setVariable, single, state, transition } from './check.fixture.ts';

const input = [event('currentInput("Meter")')];

test('a transition to nowhere', () => {
  expect(
    findings(single({ transitions: [transition('timeout("t")', 'Gone')], enter: [event('true', setTimer('t'))] })),
  ).toEqual([
    'ERROR structure: The TransitionEvent To Gone transitions to a non-existent state Gone. @ states[0].onInput.transitionEvents[0]',
  ]);
});

test('states of the same name', () => {
  expect(findings(model(state('A', { input }), state('A', {})))).toEqual([
    'ERROR structure: The DetectorModelDefinition had a shared state name: found state A with 2 repetitions. @ states[0] states[1]',
  ]);
});

test('an initial state that is none', () => {
  expect(findings({ ...model(state('A', { input })), initialStateName: 'B' })).toEqual([
    "ERROR structure: The Definition's initialStateName B did not correspond to a defined State. @ initialStateName",
  ]);
});

test('no input in any condition, though an action reads one', () => {
  const reads = event('true', setVariable('a', '$input.Meter.value'));
  expect(findings(model(state('A', { input: [reads] })))).toEqual([
    'ERROR structure: Detector Model Definition must use at least one Input in a condition. @ ',
  ]);
});

test('states that no transition leads to, or only one that cannot happen', () => {
  const states = [
    state('A', { input, transitions: [transition('false', 'B'), transition('currentInput("M") && 1 > 2', 'C')] }),
    state('B', { transitions: [transition('currentInput("Meter")', 'D')] }),
    state('C', {}),
    state('D', {}),
  ];
  const message =
    'WARNING structure: A state in your detector model is unreachable. Check the condition that will cause a transition to the desired state.';
  expect(findings(model(...states))).toEqual([1, 2, 3].map((index) => `${message} @ states[${index}]`));
});

test('an action that can never be carried out', () => {
  const events = [
    event('false || 1 == 2', publish()),
    event('false && currentInput("Meter")', publish()),
    event('false'),
  ];
  const message =
    'WARNING structure: An action in your detector model is unreachable. Check the condition that initiates the action.';
  expect(findings(single({ exit: events }))).toEqual([0, 1].map((at) => `${message} @ states[0].onExit.events[${at}]`));
});

const stale = 'An input attribute is being read, but this may be caused by a timer expiration.';

test.each([
  ['reads an input', '$input.Meter.value > 1'],
  ['asks in one alternative only', 'triggerType("Message") && $input.M.a > 1 || $input.M.a < 0'],
  ['asks for a timer', 'triggerType("Timer") && $input.Meter.value > 1'],
  ['asks whether no message came', '!triggerType("Message") && $input.Meter.value > 1'],
])('a condition that %s is warned of where a timer may expire', (_name, condition) => {
  const found = findings(single({ enter: [event('true', setTimer('t'))], input: [event(condition)] }));
  expect(found).toEqual([`WARNING structure: ${stale} @ states[0].onInput.events[1]`]);
});

test.each([
  ['asks whether a message came', 'triggerType("Message") && $input.Meter.value > 1'],
  ['asks so as the guide shouts it', '$input.Meter.value > 1 && triggerType("MESSAGE")'],
  ['asks whether that input came', 'currentInput("Meter") && ($input.Meter.value > 1 || $input.Meter.value < 0)'],
  ['asks in each alternative', 'currentInput("M") && $input.M.a > 1 || currentInput("N") && $input.N.a > 1'],
])('a condition that %s is not', (_name, condition) => {
  expect(findings(single({ enter: [event('true', setTimer('t'))], input: [event(condition)] }))).toEqual([]);
});

test('nor is a condition in a state where no timer can be running', () => {
  const before = state('Before', {
    input: [event('$input.Meter.value > 1')],
    transitions: [transition('currentInput("Meter")', 'After')],
  });
  const after = state('After', {
    enter: [event('true', setTimer('t'))],
    transitions: [transition('timeout("t")', 'After')],
  });
  expect(findings(model(before, after))).toEqual([]);
});

const endless =
  'WARNING structure: An expiring timer can cause an unexpected amount of messages to be sent. @ states[0].onInput';

test('a timer that sends a message and starts anew whenever it expires', () => {
  const again = event('timeout("t")', publish(), { resetTimer: { timerName: 't' } });
  expect(findings(single({ enter: [event('true', setTimer('t'))], input: [again] }))).toEqual([`${endless}.events[1]`]);
});

test('so does a transition to its own state', () => {
  const parts = { enter: [event('true', setTimer('t'))], exit: [event('true', publish())] };
  const found = findings(single({ ...parts, transitions: [transition('timeout("t")', 'Only')] }));
  expect(found).toEqual([`${endless}.transitionEvents[0]`]);
});

test('one that only sends, only starts anew, or only does so on a message, is fine', () => {
  const events = [
    event('timeout("t")', publish()),
    event('timeout("t")', setTimer('t')),
    event('triggerType("Message") && timeout("t")', publish(), setTimer('t')),
  ];
  expect(findings(single({ enter: [event('true', setTimer('t'))], input: events }))).toEqual([]);
});
