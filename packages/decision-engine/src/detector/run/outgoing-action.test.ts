import { describe, expect, it } from 'vitest';
import { detectorOf, startDetector } from './detector.fixture.ts';

/** What comes of one action, at 1.5 s of the detector's clock. */
const perform = (action: object, payload: object | string = { id: 'pump-1', t: 10.01 }) => {
  const events = [{ eventName: 'act', condition: 'currentInput("I")', actions: [action] }];
  const detector = startDetector(
    detectorOf(
      { initialStateName: 'S', states: [{ stateName: 'S', onInput: { events } }] },
      { detectorModelName: 'm' },
    ),
  );
  const { actions, problems } = detector.send(1.5, 'I', payload, 'one');
  const [done] = actions;
  return {
    ...done?.parameters,
    payload: done?.payload,
    problems: problems.map(({ level, message }) => `${level}: ${message}`),
  };
};

const topic = (mqttTopic: string) => ({
  iotTopicPublish: { mqttTopic, payload: { contentExpression: "'x'", type: 'STRING' } },
});
const payload = (contentExpression: string, type: string) => ({
  sns: { targetArn: 'arn', payload: { contentExpression, type } },
});

describe('a topic', () => {
  it.each([
    ['hvac/Heating/On', 'hvac/Heating/On'],
    ['$aws/things/pump-1/shadow/update', '$aws/things/pump-1/shadow/update'],
    ["'alerts/' + $input.I.id", 'alerts/pump-1'],
    ["'alerts/${$input.I.id}/hot'", 'alerts/pump-1/hot'],
    ['alerts/${$input.I.id}/hot', 'alerts/pump-1/hot'],
    ['$input.I.id', 'pump-1'],
  ])('%s', (text, expected) => {
    expect(perform(topic(text))).toMatchObject({ mqttTopic: expected, problems: [] });
  });

  it('that has no value is an error, and nothing is published', () => {
    const { problems, ...done } = perform(topic('$input.I.nothing'));
    expect(problems).toEqual(["ERROR: 'mqttTopic' could not be evaluated"]);
    expect(done).toEqual({ payload: undefined });
  });
});

describe('a payload', () => {
  it.each([
    ["'${$input.I.t * 9 / 5 + 32} in Fahrenheit'", 'STRING', '50.018 in Fahrenheit', false],
    ['$input.I.t', 'STRING', '10.01', false],
    ['1', 'STRING', '1', false],
    ['true', 'STRING', 'true', false],
    ['\'{"t": ${$input.I.t}}\'', 'JSON', '{"t": 10.01}', true],
    ["'null'", 'JSON', 'null', true],
  ])('%s as %s', (expression, type, text, json) => {
    expect(perform(payload(expression, type))).toMatchObject({ payload: { text, json }, problems: [] });
  });

  it('that is not the JSON it should be is sent, with a warning', () => {
    const { payload: sent, problems } = perform(payload("'{t: ${$input.I.t}}'", 'JSON'));
    expect(sent).toEqual({ text: '{t: 10.01}', json: false });
    expect(problems).toEqual([expect.stringMatching(/^WARNING: .*not valid JSON/)]);
  });

  it.each([
    ['$input.I.t', 'JSON', /is no string/],
    ['$input.I.nothing', 'STRING', /could not be evaluated/],
    ['$input.I.id + 1', 'STRING', /could not be evaluated/],
  ])('%s as %s is an error, and the action is not carried out', (expression, type, message) => {
    const done = perform(payload(expression, type));
    expect(done).not.toHaveProperty('targetArn');
    expect(done.problems).toEqual([expect.stringMatching(message)]);
  });

  it('keeps the point of decimals and every digit of integers', () => {
    const events = [
      {
        eventName: 'act',
        actions: ['d', 'i']
          .map((name) => ({ setVariable: { variableName: name, value: `$input.I.${name}` } }))
          .concat([{ sns: { targetArn: 'arn' } } as never]),
      },
    ];
    const detector = startDetector(
      detectorOf({ initialStateName: 'S', states: [{ stateName: 'S', onInput: { events } }] }),
    );
    const { actions } = detector.send(0, 'I', '{"d": 30.0, "i": 9007199254740993}');
    expect(actions.at(-1)?.payload?.text).toContain('"variables":{"d":30.0,"i":9007199254740993}');
  });

  it('of a timer names no input and no message', () => {
    const events = [
      { eventName: 'set', condition: 'currentInput("I")', actions: [{ setTimer: { timerName: 't', seconds: 60 } }] },
      {
        eventName: 'fire',
        condition: 'timeout("t")',
        actions: [{ setTimer: { timerName: 'u', seconds: 60 } }, { sqs: { queueUrl: 'q' } }],
      },
    ];
    const detector = startDetector(
      detectorOf({ initialStateName: 'S', states: [{ stateName: 'S', onInput: { events } }] }),
    );
    detector.send(0, 'I', {});
    detector.passTo(60_000);
    const sent = JSON.parse(detector.evaluations[1]?.actions.at(-1)?.payload?.text ?? '');
    expect(sent.payload.eventTriggerDetails).toEqual({ triggerType: 'Timer' });
    expect(sent.payload.state.timers).toEqual({ u: 120_000 });
    expect(sent.eventTime).toBe(60_000);
  });
});

describe('parameters', () => {
  it.each([
    [{ sns: { targetArn: 'arn:a' } }, { targetArn: 'arn:a' }],
    [{ lambda: { functionArn: 'arn:f' } }, { functionArn: 'arn:f' }],
    [{ iotEvents: { inputName: 'J' } }, { inputName: 'J' }],
    [{ sqs: { queueUrl: 'https://q', useBase64: true } }, { queueUrl: 'https://q', useBase64: true }],
    [{ firehose: { deliveryStreamName: 's', separator: '\n' } }, { deliveryStreamName: 's', separator: '\n' }],
    [{ dynamoDBv2: { tableName: "'readings-' + $input.I.id" } }, { tableName: 'readings-pump-1' }],
    [
      { dynamoDB: { tableName: "'t'", hashKeyField: "'id'", hashKeyValue: '$input.I.id' } },
      {
        tableName: 't',
        hashKeyType: 'STRING',
        hashKeyField: 'id',
        hashKeyValue: 'pump-1',
        operation: 'INSERT',
        payloadField: 'payload',
      },
    ],
    [
      {
        dynamoDB: {
          ...{ tableName: "'t'", hashKeyField: "'id'", hashKeyValue: '$input.I.id', hashKeyType: "'STRING'" },
          ...{ rangeKeyField: "'at'", rangeKeyValue: '$input.I.t', rangeKeyType: "'NUMBER'", operation: "'UPDATE'" },
          ...{ payloadField: "'body'", payload: { contentExpression: "'x'", type: 'STRING' } },
        },
      },
      {
        rangeKeyField: 'at',
        rangeKeyValue: 10.01,
        rangeKeyType: 'NUMBER',
        operation: 'UPDATE',
        payloadField: 'body_raw',
      },
    ],
    [
      {
        iotSiteWise: {
          propertyAlias: "'/plant/${$input.I.id}'",
          propertyValue: { value: { doubleValue: '$input.I.t' } },
        },
      },
      {
        entryId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        propertyAlias: '/plant/pump-1',
        propertyValue: { value: { doubleValue: 10.01 }, timestamp: { timeInSeconds: '1', offsetInNanos: '500000000' } },
      },
    ],
    [
      {
        iotSiteWise: {
          ...{ entryId: "'e'", assetId: "'a'", propertyId: "'p'" },
          propertyValue: {
            value: { stringValue: '$input.I.id' },
            timestamp: { timeInSeconds: "'7'" },
            quality: "'GOOD'",
          },
        },
      },
      {
        ...{ entryId: 'e', assetId: 'a', propertyId: 'p' },
        propertyValue: { value: { stringValue: 'pump-1' }, timestamp: { timeInSeconds: '7' }, quality: 'GOOD' },
      },
    ],
  ])('of %j', (action, expected) => {
    const done = perform(action);
    expect(done).toMatchObject({ ...expected, problems: [] });
    if (!('iotSiteWise' in action)) expect(done.payload?.text).not.toBe('');
  });

  it('that cannot be evaluated are errors', () => {
    expect(perform({ dynamoDBv2: { tableName: '$input.I.nothing' } }).problems).toEqual([
      "ERROR: 'tableName' could not be evaluated",
    ]);
  });
});

describe('the execution id', () => {
  const actions = [{ sns: { targetArn: 'a' } }, { sns: { targetArn: 'a' } }];
  const detector = detectorOf({
    initialStateName: 'S',
    states: [{ stateName: 'S', onInput: { events: [{ eventName: 'e', condition: 'currentInput("I")', actions }] } }],
  });
  const idsOf = (id: string) =>
    detector
      .evaluate(undefined, { type: 'message', input: 'I', payload: {}, id }, 0)
      .actions.map(({ executionId }) => executionId);

  it('is the same for the same event, and another for another action and another event', () => {
    expect(idsOf('a')).toEqual(idsOf('a'));
    expect(new Set([...idsOf('a'), ...idsOf('b')]).size).toBe(4);
  });
});
