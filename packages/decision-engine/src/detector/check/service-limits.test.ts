import { expect, test } from 'vitest';
import { event, findings, model, publish, setTimer, setVariable, single, state, transition } from './check.fixture.ts';

const many = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => of(index));
const error = (message: string, path: string) => `ERROR service-limits: ${message} @ ${path}`;
const constraint = (path: string, violation: string) =>
  error(`Value at '${path}' failed to satisfy constraint: ${violation}.`, path);

test('no state', () => {
  expect(findings({ initialStateName: 'A', states: [] })).toContain(
    error('Detector model definition must have at least one state.', 'states'),
  );
});

test('20 states are allowed, 21 are not', () => {
  const chain = (count: number) =>
    model(
      ...many(count, (index) =>
        state(`S${index}`, { transitions: [transition('currentInput("M")', `S${(index + 1) % count}`)] }),
      ),
    );
  expect(findings(chain(20))).toEqual([]);
  expect(findings(chain(21))).toEqual([
    error('Number of states allowed in detector model definition exceeded the limit 20.', 'states'),
  ]);
});

test('20 events of a state are allowed, whatever the lifecycle, 21 are not', () => {
  const parts = (count: number) => ({ enter: many(9, () => event('true')), exit: many(count, () => event('true')) });
  expect(findings(single(parts(10)))).toEqual([]);
  expect(findings(single(parts(11)))).toEqual([
    error('Number of events allowed per state exceeded the limit 20 in detector model definition.', 'states[0]'),
  ]);
});

test('20 transition events are allowed, 21 are not', () => {
  const transitions = (count: number) => ({ transitions: many(count, () => transition('currentInput("M")', 'Only')) });
  expect(findings(single(transitions(20)))).toEqual([]);
  expect(findings(single(transitions(21)))).toEqual([
    error(
      'Number of transition events allowed per state exceeded the limit 20 in detector model definition.',
      'states[0]',
    ),
  ]);
});

test('10 actions are allowed, 11 are not', () => {
  const actions = (count: number) => ({ enter: [event('true', ...many(count, () => publish()))] });
  expect(findings(single(actions(10)))).toEqual([]);
  expect(findings(single(actions(11)))).toEqual([
    error(
      'Number of actions allowed per event exceeded the limit 10 in detector model definition.',
      'states[0].onEnter.events[0]',
    ),
  ]);
});

test('a content expression has up to 1024 bytes, not characters', () => {
  const content = (bytes: number) => `'${'ü'.repeat((bytes - 2) / 2)}'`;
  expect(findings(single({ enter: [event('true', publish(content(1024), 'STRING'))] }))).toEqual([]);
  expect(findings(single({ enter: [event('true', publish(content(1026), 'STRING'))] }))).toEqual([
    error(
      'Content Expression allowed in payload exceeded the limit 1024 bytes in event Happens in state Only.',
      'states[0].onEnter.events[0].actions[0].iotTopicPublish.payload.contentExpression',
    ),
  ]);
});

const timerPath = 'states[0].onEnter.events[0].actions[0].setTimer.seconds';

test.each([
  [1, [error('The duration for timer t should be at least 60 seconds long.', timerPath)]],
  [59, [error('The duration for timer t should be at least 60 seconds long.', timerPath)]],
  [60, []],
  [31_622_400, []],
  [31_622_401, [error('The duration for timer t must be between 1 and 31622400 seconds.', timerPath)]],
  [0, [error('The duration for timer t must be between 1 and 31622400 seconds.', timerPath)]],
])('a timer of %i seconds', (seconds, expected) => {
  expect(findings(single({ enter: [event('true', setTimer('t', seconds))] }))).toEqual(expected);
});

test.each([
  ['59.9', ['The duration for timer t should be at least 60 seconds long.']],
  ['60.9', []],
  ['31622401', ['The duration for timer t must be between 1 and 31622400 seconds.']],
  ['20 + 20', []],
])('a timer of the expression %s', (durationExpression, messages) => {
  const path = 'states[0].onEnter.events[0].actions[0].setTimer.durationExpression';
  const timer = { setTimer: { timerName: 't', durationExpression } };
  expect(findings(single({ enter: [event('true', timer)] }))).toEqual(messages.map((message) => error(message, path)));
});

const on = 'states[0].onEnter.events[0]';
const tooLong = (limit: number) => `Member must have length less than or equal to ${limit}`;
const tooShort = 'Member must have length greater than or equal to 1';
const identifier = 'Member must satisfy regular expression pattern: ^[a-zA-Z][a-zA-Z0-9_]*$';
const text = (length: number) => `'${'a'.repeat(length - 2)}'`;

test.each([
  ['a condition', event(`${text(506)} == 'b'`), `${on}.condition`, tooLong(512)],
  ["an event's name", { eventName: 'e'.repeat(129) }, `${on}.eventName`, tooLong(128)],
  ['a value', event('true', setVariable('a', text(1025))), `${on}.actions[0].setVariable.value`, tooLong(1024)],
  ['a variable', event('true', setVariable('1a', '1')), `${on}.actions[0].setVariable.variableName`, identifier],
  ['a timer', event('true', setTimer('')), `${on}.actions[0].setTimer.timerName`, tooShort],
  [
    'a topic',
    event('true', { iotTopicPublish: { mqttTopic: 'a'.repeat(129) } }),
    `${on}.actions[0].iotTopicPublish.mqttTopic`,
    tooLong(128),
  ],
  ['an ARN', event('true', { sns: { targetArn: '' } }), `${on}.actions[0].sns.targetArn`, tooShort],
  [
    'a separator',
    event('true', { firehose: { deliveryStreamName: 'a', separator: ';' } }),
    `${on}.actions[0].firehose.separator`,
    'Member must satisfy regular expression pattern: ^(\\n|\\t|\\r\\n|,)$',
  ],
])('%s that is too long, too short or of the wrong characters', (_name, entering, path, violation) => {
  expect(findings(single({ enter: [entering] }))).toEqual([constraint(path, violation)]);
});

test.each([
  ['detectorModelName', 'pump model', 'Member must satisfy regular expression pattern: ^[a-zA-Z0-9_-]+$'],
  ['detectorModelDescription', 'd'.repeat(1025), tooLong(1024)],
  ['roleArn', '', tooShort],
  ['key', 'a..b', expect.stringContaining('Member must satisfy regular expression pattern')],
])('%s beside the definition', (member, value, violation) => {
  const found = findings({ detectorModelDefinition: single({}), [member]: value });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(new RegExp(`^ERROR service-limits: Value at '${member}' failed .* @ ${member}$`));
  expect(found[0]?.replace(/.*constraint: (.*)\. @ .*/, '$1')).toEqual(violation);
});
