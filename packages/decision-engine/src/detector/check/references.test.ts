import { expect, test } from 'vitest';
import type { InputDefinition } from '../definition.ts';
import { event, findings, model, setTimer, setVariable, single, state, transition } from './check.fixture.ts';

const at = 'states[0].onExit.events[0]';

test('a variable that nothing sets', () => {
  expect(findings(single({ exit: [event('$variable.a > 1 || $variable.a < 0')] }))).toEqual([
    `ERROR referenced-data: Detected broken Variable: variable a is used in an expression but is never set. @ ${at}`,
  ]);
});

test('a timer that nothing sets', () => {
  expect(findings(single({ exit: [event('timeout("t")')] }))).toEqual([
    `ERROR referenced-data: Detected broken Timer: timer t is used in an expression but is never set. @ ${at}`,
  ]);
});

test('a timer that is reset or cleared, but never set', () => {
  const actions = [{ resetTimer: { timerName: 't' } }, { clearTimer: { timerName: 'u' } }];
  expect(findings(single({ exit: [event('true', ...actions)] }))).toEqual([
    `WARNING referenced-data: Detected broken Timer: timer t is reset but is never set. @ ${at}.actions[0].resetTimer.timerName`,
    `WARNING referenced-data: Detected broken Timer: timer u is cleared but is never set. @ ${at}.actions[1].clearTimer.timerName`,
  ]);
});

/** Three states one after the other; there is no way back. */
const chain = (...parts: readonly Readonly<Record<string, readonly object[]>>[]) =>
  model(
    ...['A', 'B', 'C'].map((name, index) => {
      const next = ['B', 'C'][index];
      const transitions = next === undefined ? [] : [transition('currentInput("Meter")', next)];
      return state(name, { ...parts[index], transitions } as Parameters<typeof state>[1]);
    }),
  );

test('what is set in a state before is there', () => {
  const set = { exit: [event('true', setVariable('a', '1'), setTimer('t'))] };
  expect(findings(chain(set, {}, { enter: [event('$variable.a > 1 && timeout("t")')] }))).toEqual([]);
});

test('what is set only later is not', () => {
  const set = { enter: [event('true', setVariable('a', '1'), setTimer('t'))] };
  expect(findings(chain({}, { exit: [event('$variable.a > 1'), event('timeout("t")')] }, set))).toEqual([
    'WARNING referenced-data: Detected broken Variable: a variable is used in an expression before being set to a value. @ states[1].onExit.events[0]',
    'WARNING referenced-data: Detected broken Timer: timer t is used in state B, but in no state before it is it set. @ states[1].onExit.events[1]',
  ]);
});

const meter: InputDefinition = {
  inputName: 'Meter',
  attributes: [{ jsonPath: 'id' }, { jsonPath: 'flow.now' }, { jsonPath: '`serial no`' }, { jsonPath: 'samples' }],
};

test.each([
  '$input.Meter.id == "x"',
  '$input.Meter.flow.now > 1',
  'isNull($input.Meter.flow)',
  '$input.Meter.`serial no` == "x"',
  '$input.Meter.samples[3].value > 1',
])('%s is declared', (condition) => {
  expect(findings(single({ exit: [event(condition)] }), { inputs: [meter] })).toEqual([]);
});

test.each(['$input.Meter.flow.before', '$input.Meter.serial', '$input.Meter.ids[0]'])('%s is not', (reference) => {
  expect(findings(single({ exit: [event(`${reference} > 1`)] }), { inputs: [meter] })).toEqual([
    `ERROR referenced-resource: ${reference} is not an attribute of Input 'Meter': it has id, flow.now, \`serial no\`, samples. @ ${at}`,
  ]);
});

test('nothing is said of inputs as long as they are not known', () => {
  expect(findings(single({ exit: [event('$input.Other.x > 1 && currentInput("Third")')] }))).toEqual([]);
});

test.each(['$input.Other.x > 1', 'currentInput("Other")'])('an input that is none: %s', (condition) => {
  expect(findings(single({ exit: [event(condition)] }), { inputs: [meter] })).toEqual([
    `ERROR referenced-resource: Detector Model Definition contains reference to Input 'Other' that does not exist. @ ${at}`,
  ]);
});

test('a name that no input can have', () => {
  const action = { iotEvents: { inputName: 'my-input' } };
  expect(findings(single({ exit: [event('$input.`a b`.x > 1', action)] }))).toEqual([
    `ERROR referenced-resource: Detector Model Definition contains invalid InputName: a b @ ${at}`,
    `ERROR referenced-resource: Detector Model Definition contains invalid InputName: my-input @ ${at}.actions[0].iotEvents.inputName`,
  ]);
});

// In AWS's own examples, it often is none.
test('a key need not be an attribute', () => {
  const keyed = { detectorModelDefinition: single({}), key: 'serial' };
  expect(findings(keyed, { inputs: [meter] })).toEqual([]);
});
