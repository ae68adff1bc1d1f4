import { expect, test } from 'vitest';
import { event, findings, publish, setTimer, setVariable, single } from './check.fixture.ts';

const entering = (...actions: Readonly<Record<string, unknown>>[]) => single({ enter: [event('true', ...actions)] });
const action = 'states[0].onEnter.events[0].actions[0]';

const table = (parameters: object) => ({
  dynamoDB: { tableName: "'t'", hashKeyField: "'k'", hashKeyValue: "'v'", ...parameters },
});

test.each([
  [
    'a condition',
    single({ enter: [event('1 +')] }),
    "Failed to parse expression '1 +' for the condition of event Happens",
  ],
  [
    'a value',
    entering(setVariable('a', "'x")),
    "SetVariableAction.value must be an expression. Failed to parse value ''x'",
  ],
  [
    'a duration',
    entering({ setTimer: { timerName: 't', durationExpression: '60 60' } }),
    "Failed to parse duration expression '60 60' for timer t",
  ],
  [
    'a payload',
    entering(publish('{"a": 1}')),
    "We couldn't parse your content expression for the payload of iotTopicPublish. Enter a content expression with the correct syntax",
  ],
  [
    'an attribute of DynamoDB',
    entering(table({ rangeKeyField: '$', rangeKeyValue: "'x'" })),
    "We couldn't parse your expression of the attributes (rangeKeyField) for the DynamoDB action. Enter expression with the correct syntax",
  ],
  [
    'a table of DynamoDBv2',
    entering({ dynamoDBv2: { tableName: "'a" } }),
    "We couldn't parse your expression of the tableName for the DynamoDBv2 action. Enter expression with the correct syntax",
  ],
  [
    'a member of SiteWise',
    entering({ iotSiteWise: { propertyAlias: "'a'", propertyValue: { value: { stringValue: "'" } } } }),
    "Your propertyValue.value.stringValue for IotSitewiseAction couldn't be parsed. You must use correct syntax in your expression",
  ],
])('%s that cannot be parsed is told in the words of AWS, and where', (_name, document, message) => {
  const [found, ...others] = findings(document);
  expect(others).toEqual([]);
  expect(found?.startsWith(`ERROR expression-syntax: ${message}: `)).toBe(true);
  expect(found).toMatch(/, at character \d+\. @ states\[0\]\.onEnter\.events\[0\]/);
});

test('a topic may be a plain text', () => {
  const topic = (mqttTopic: string) => entering({ iotTopicPublish: { mqttTopic } });
  for (const text of ['a/b/c', '$aws/things/a-b/shadow/update', "'a/' + $input.Meter.id", '/a b/'])
    expect(findings(topic(text))).toEqual([]);
});

test.each([
  ['an unknown function', 'average(1, 2) > 1', "there is no function 'average'"],
  ['a function with too many arguments', 'isNull(1, 2)', "the function 'isNull' takes 1 arguments, not 2"],
  ['a bare name', 'temperature > 3', "'temperature' is neither $input nor $variable"],
  ['a variable without a name', '$variable > 3', '$variable needs a name'],
  ['an unknown trigger', 'triggerType("Tick")', 'triggerType takes "Message" or "Timer"'],
])('%s is an error of syntax', (_name, condition, reason) => {
  const [found, ...others] = findings(single({ exit: [event(condition)] }));
  expect(others).toEqual([]);
  expect(found).toContain('ERROR expression-syntax: Failed to parse expression');
  expect(found).toContain(reason);
});

test('a payload without content', () => {
  const path = `${action}.iotTopicPublish.payload.contentExpression`;
  expect(findings(entering(publish('')))).toEqual([
    `ERROR expression-syntax: Customized Payloads must be non-empty. @ ${path}`,
  ]);
});

const columns =
  "ERROR expression-syntax: We couldn't evaluate your expression to valid JSON. The DynamoDBv2 action only supports the JSON payload type.";

test.each([
  ['a text', "'{}'", 'STRING'],
  ['no JSON', "'{'", 'JSON'],
])('DynamoDBv2 does not take %s', (_name, contentExpression, type) => {
  const document = entering({ dynamoDBv2: { tableName: "'t'", payload: { contentExpression, type } } });
  expect(findings(document)).toEqual([`${columns} @ ${action}.dynamoDBv2.payload.contentExpression`]);
});

test.each([
  [
    '1 + 2',
    'ERROR',
    "The payload expression [1 + 2] isn't valid. Specify an expression that would evaluate to a string at runtime because the payload type is JSON format.",
  ],
  ["'{\"a\": ' + 'x}'", 'WARNING', "The payload expression ['{\"a\": ' + 'x}'] isn't valid JSON."],
  [
    '\'{"a":${$variable.a},"b":"${$variable.a}","c":"\\\\"${$variable.a}"}\'',
    'ERROR',
    'Your interpolated expression {$variable.a} must evaluate to either an integer or a Boolean value at runtime.',
  ],
])('a JSON payload %s', (payload, level, message) => {
  const [found, ...others] = findings(entering(publish(payload), setVariable('a', "'text'")));
  expect(others).toEqual([]);
  expect(found).toContain(`${level} data-type: ${message}`);
});

test('numbers and what is not known may stand in JSON without quotes, texts within', () => {
  const payload = '\'{"n":${$variable.n},"x":${$input.Meter.x},"t":"\' + $variable.t + \'"}\'';
  expect(findings(entering(setVariable('n', '1'), setVariable('t', "'x'"), publish(payload)))).toEqual([]);
});

const at = (message: string, path = 'states[0].onExit.events[0]') => [`ERROR data-type: ${message} @ ${path}`];

test.each([
  ['1 + 2', at('Expression 1 + 2 is not a valid condition expression.')],
  [
    "true + false == 'x'",
    [
      "ERROR data-type: The data types [Boolean, Boolean] that you entered for the operator [+] aren't compatible for the following expression: 'true + false'. @ states[0].onExit.events[0]",
    ],
  ],
  [
    "1 < 'a'",
    at(
      "The data types [Integer, String] used with operands of the comparison operator [<] are not compatible in the following expression: 1 < 'a'.",
    ),
  ],
  [
    '$input.Meter.a + 1 == 2 && $input.Meter.a',
    at(
      'Incompatible data types [Integer, Boolean] found for $input.Meter.a in the following expression: $input.Meter.a + 1 == 2 && $input.Meter.a.',
    ),
  ],
])('types that do not go together: %s', (condition, expected) => {
  expect(findings(single({ exit: [event(condition)] }))).toEqual(expected);
});

test('the type of a variable follows from what it is set to', () => {
  const actions = [setVariable('a', "'x'"), setVariable('b', '$variable.a')];
  expect(findings(single({ enter: [event('true', ...actions)], exit: [event('$variable.b > 1')] }))).toEqual(
    at(
      'The data types [String, Integer] used with operands of the comparison operator [>] are not compatible in the following expression: $variable.b > 1.',
    ),
  );
});

test('integers and decimals go together', () => {
  const actions = [setVariable('a', '1'), setVariable('a', '1.5')];
  expect(findings(single({ enter: [event('true', ...actions)], exit: [event('$variable.a > 1')] }))).toEqual([]);
});

test('a variable that is set to different types may fail', () => {
  const actions = [setVariable('a', '1'), setVariable('a', "'x'")];
  expect(findings(single({ enter: [event('true', ...actions)] }))).toEqual([
    `WARNING data-type: Incompatible data types [Integer, String] used with $variable.a. This may lead to a runtime error. @ ${action}.setVariable.value ${action.replace('actions[0]', 'actions[1]')}.setVariable.value`,
  ]);
});

test('an attribute that a state uses as different types is an error', () => {
  const events = [event('$input.Meter.a > 1'), event('$input.Meter.a == "x"')];
  expect(findings(single({ exit: events }))).toEqual([
    "ERROR data-type: The data types [Integer, String] found for $input.Meter.a aren't compatible and can lead to a runtime error. @ states[0].onExit.events[0] states[0].onExit.events[1]",
  ]);
});

test.each([
  ['true', 'Duration expression true for timer t is not valid, it must return a number.'],
  ["'long'", "Duration expression 'long' for timer t is not valid, it must return a number."],
  [
    '$variable.text',
    "The data types [String] used for setTimer action don't evaluate to Integer for the following expression: $variable.text.",
  ],
])('a duration %s is no number', (durationExpression, message) => {
  const document = entering({ setTimer: { timerName: 't', durationExpression } }, setVariable('text', "'60'"));
  expect(findings(document)).toEqual(at(message, `${action}.setTimer.durationExpression`));
});

test.each(["'90'", '90', '90.5', '$variable.count * 60', '$input.Meter.seconds'])(
  'a duration %s may be',
  (durationExpression) => {
    const document = entering(
      { setTimer: { timerName: 't', durationExpression } },
      setVariable('count', '2'),
      setTimer('u'),
    );
    expect(findings(document)).toEqual([]);
  },
);

test('a value of SiteWise must be of its type', () => {
  const value = (members: object) =>
    entering({ iotSiteWise: { propertyAlias: "'a'", propertyValue: { value: members } } });
  expect(findings(value({ integerValue: '1.5' }))).toEqual(
    at(
      'The expression type in the IotSitewiseAction field 1.5 is defined as type Integer and inferred as type Decimal. The defined type and the inferred type must be the same.',
      `${action}.iotSiteWise.propertyValue.value.integerValue`,
    ),
  );
  expect(findings(value({ doubleValue: '1' }))).toEqual([]);
  expect(findings(value({ booleanValue: "'TRUE'" }))).toEqual([]);
});
