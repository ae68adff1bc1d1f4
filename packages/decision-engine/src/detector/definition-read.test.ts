import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDetectorModel } from './definition-read.ts';
import { readSample, sampleModelNames } from './models/sample-model.ts';

const minimal = (...actions: unknown[]) => ({
  initialStateName: 'Only',
  states: [{ stateName: 'Only', onEnter: { events: [{ eventName: 'start', actions }] } }],
});

const messages = (document: unknown, options = {}) =>
  readDetectorModel(document, options).problems.map(({ message }) => message);

test.each(sampleModelNames)('the sample %s reads without a problem', (name) => {
  const { model, problems } = readDetectorModel(readSample(name));
  expect(problems).toEqual([]);
  expect(model).toEqual(JSON.parse(JSON.stringify(model)));
});

test('no sample is forgotten', () => {
  const files = readdirSync(join(import.meta.dirname, 'models')).filter((file) => /(?<!\.input)\.json$/.test(file));
  expect(files.map((file) => file.replace(/\.json$/, '')).sort()).toEqual([...sampleModelNames].sort());
});

test('the API and a template give the same model, and the template its inputs too', () => {
  const { model: fromApi } = readDetectorModel(readSample('compressor-pressure'));
  const { model, inputs } = readDetectorModel(readSample('compressor-pressure.template'), { cfn: true });
  expect(model).toEqual({ ...fromApi, role: { 'Fn::GetAtt': ['EventsRole', 'Arn'] } });
  expect(inputs).toEqual([
    { inputName: 'CompressorReading', attributes: [{ jsonPath: 'compressorId' }, { jsonPath: 'air.pressure' }] },
  ]);
});

test('what DescribeDetectorModel says beside the definition is read', () => {
  const { model } = readDetectorModel(readSample('heartbeat.description'));
  expect(model).toMatchObject({ name: 'heartbeat', version: '4', key: 'deviceId', evaluationMethod: 'SERIAL' });
});

test('lists that are left out are empty, and the evaluation method is BATCH', () => {
  expect(readDetectorModel(minimal()).model).toEqual({
    evaluationMethod: 'BATCH',
    initialStateName: 'Only',
    states: [
      {
        stateName: 'Only',
        onInput: { events: [], transitionEvents: [] },
        onEnter: { events: [{ eventName: 'start', actions: [] }] },
        onExit: { events: [] },
      },
    ],
  });
});

test('every action keeps every field', () => {
  const { model } = readDetectorModel(readSample('every-action'));
  const [counting, telling] = model?.states[0]?.onInput.events ?? [];
  const types = [...(counting?.actions ?? []), ...(telling?.actions ?? [])].map(({ type }) => type);
  expect(new Set(types).size).toBe(13);
  expect(telling?.actions[6]).toEqual({
    type: 'dynamoDB',
    tableName: "'meters'",
    hashKeyField: "'site'",
    hashKeyType: "'STRING'",
    hashKeyValue: '$input.Meter.site',
    rangeKeyField: "'minutes'",
    rangeKeyType: "'NUMBER'",
    rangeKeyValue: "'${$variable.minutes}'",
    operation: "'UPDATE'",
    payloadField: "'note'",
    payload: { contentExpression: '\'{"minutes":${$variable.minutes}}\'', type: 'JSON' },
  });
});

test('names of resources may be computed in a template and stay as they are; a computed model name is none', () => {
  const { model } = readDetectorModel(readSample('every-action.resource'));
  const [counting, telling] = model?.states[0]?.onInput.events ?? [];
  expect(model).not.toHaveProperty('name');
  expect(counting?.actions[0]).toEqual({ type: 'setTimer', timerName: 'later', seconds: 86400 });
  expect(telling?.actions.slice(2, 5)).toMatchObject([
    { type: 'lambda', functionArn: { 'Fn::GetAtt': ['NoteFunction', 'Arn'] } },
    { type: 'iotEvents', inputName: { Ref: 'UpstreamInput' } },
    { type: 'sqs', queueUrl: { Ref: 'NotesQueue' }, useBase64: true },
  ]);
});

const condition = (computed: unknown) => ({
  InitialStateName: 'Only',
  States: [{ StateName: 'Only', OnInput: { Events: [{ EventName: 'x', Condition: computed }] } }],
});

test('an expression that a template puts together is read; what only CloudFormation knows stands by its name', () => {
  const { model, problems } = readDetectorModel(
    condition({ 'Fn::Join': ['.', ['$input', { Ref: 'Pressure' }, 'bar > 1']] }),
  );
  expect(model?.states[0]?.onInput.events[0]?.condition).toBe('$input.Pressure.bar > 1');
  expect(problems).toMatchObject([{ level: 'WARNING', type: 'referenced-resource' }]);
  expect(problems[0]?.message).toBe(
    "'states[0].onInput.events[0].condition' is made of what only CloudFormation knows; the names stand for the values: Pressure.",
  );
});

test('numbers and booleans may be parameters of a template', () => {
  const template = {
    Parameters: { Wait: { Type: 'Number', Default: 90 } },
    Resources: {
      M: {
        Type: 'AWS::IoTEvents::DetectorModel',
        Properties: {
          DetectorModelDefinition: {
            InitialStateName: 'Only',
            States: [
              {
                StateName: 'Only',
                OnEnter: {
                  Events: [{ EventName: 'x', Actions: [{ SetTimer: { TimerName: 't', Seconds: { Ref: 'Wait' } } }] }],
                },
              },
            ],
          },
        },
      },
    },
  };
  const { model, problems } = readDetectorModel(template);
  expect(problems).toEqual([]);
  expect(model?.states[0]?.onEnter.events[0]?.actions).toEqual([{ type: 'setTimer', timerName: 't', seconds: 90 }]);
});

test('an expression whose text cannot be told is refused by name', () => {
  expect(messages(condition({ 'Fn::ImportValue': 'x' }))).toEqual([
    "'states[0].onInput.events[0].condition' is computed by Fn::ImportValue when the stack is made, and what it gives cannot be told; it must be a string.",
  ]);
});

test('an empty condition is none, but a transition must have one', () => {
  const event = { eventName: 'x', condition: ' ' };
  const states = [{ stateName: 'Only', onInput: { events: [event], transitionEvents: [] } }];
  const { model } = readDetectorModel({ initialStateName: 'Only', states });
  expect(model?.states[0]?.onInput.events).toEqual([{ eventName: 'x', actions: [] }]);
  const transition = { ...event, nextState: 'Only' };
  expect(
    messages({
      initialStateName: 'Only',
      states: [{ stateName: 'Only', onInput: { transitionEvents: [transition] } }],
    }),
  ).toEqual(["'states[0].onInput.transitionEvents[0]' lacks its 'condition', which a transition event must have."]);
});

test('a bare definition may have what else a model has beside it', () => {
  const { model, problems } = readDetectorModel({ ...minimal(), key: 'id', evaluationMethod: 'SERIAL' });
  expect(problems).toEqual([]);
  expect(model).toMatchObject({ key: 'id', evaluationMethod: 'SERIAL' });
});

test('the evaluation method may stand in the definition, where the guide has it', () => {
  const definition = { ...minimal(), evaluationMethod: 'SERIAL' };
  expect(readDetectorModel({ detectorModelDefinition: definition }).model?.evaluationMethod).toBe('SERIAL');
  expect(messages({ detectorModelDefinition: { ...definition, evaluationMethod: 'SERIEL' } })).toEqual([
    "'evaluationMethod' is \"SERIEL\", but must be 'BATCH' or 'SERIAL'.",
  ]);
});

test.each([
  ['a definition', { ...minimal(), comment: 'x' }, "'comment' is not known here"],
  ['an action', minimal({ sns: { targetArn: 'a', subject: 'b' } }), "events[0].actions[0].sns.subject' is not known"],
  ['a request', { detectorModelDefinition: minimal(), detectorModel_Name: 'x' }, "'detectorModel_Name' is not known"],
  [
    'a description',
    { detectorModel: { detectorModelDefinition: minimal(), detectorModelConfiguration: {}, more: 1 } },
    "'more' is not known here; known are detectorModelDefinition, detectorModelConfiguration",
  ],
  [
    'a resource',
    { Type: 'AWS::IoTEvents::DetectorModel', Properties: { DetectorModelDefinition: {} }, Resource: 1 },
    "'Resource' is not known here",
  ],
])('a member of %s that AWS does not know is refused by its path', (_name, document, message) => {
  const { model, problems } = readDetectorModel(document);
  expect(model).toBeUndefined();
  expect(problems[0]?.message).toContain(message);
});

test.each([
  [
    'two types in one action',
    minimal({ clearTimer: { timerName: 'a' }, resetTimer: { timerName: 'a' } }),
    'structure',
    'Actions may only have one type defined, but found an action with 2 types. Please split into separate Actions.',
  ],
  [
    'no type in an action',
    minimal({}),
    'structure',
    'Actions may only have one type defined, but found an action with 0 types. Please split into separate Actions.',
  ],
  [
    'an unknown action',
    minimal({ email: { to: 'x' } }),
    'supported-actions',
    'Invalid action type present in action definition: {"email":{"to":"x"}}.',
  ],
  [
    'a timer with two durations',
    minimal({ setTimer: { timerName: 'a', seconds: 60, durationExpression: '60' } }),
    'structure',
    'Only one of seconds and durationExpression can be set in SetTimer.',
  ],
  [
    'a timer without a duration',
    minimal({ setTimer: { timerName: 'a' } }),
    'structure',
    "'states[0].onEnter.events[0].actions[0].setTimer' lacks its 'seconds' or 'durationExpression'.",
  ],
  [
    'a duration that is no whole number',
    minimal({ setTimer: { timerName: 'a', seconds: 60.5 } }),
    'structure',
    "'states[0].onEnter.events[0].actions[0].setTimer.seconds' is 60.5, but must be a whole number.",
  ],
  [
    'a payload of a type that is none',
    minimal({ lambda: { functionArn: 'f', payload: { contentExpression: "'x'", type: 'XML' } } }),
    'structure',
    "'states[0].onEnter.events[0].actions[0].lambda.payload.type' is \"XML\", but must be 'STRING' or 'JSON'.",
  ],
  [
    'a transition without a condition',
    {
      initialStateName: 'A',
      states: [{ stateName: 'A', onInput: { transitionEvents: [{ eventName: 'go', nextState: 'A' }] } }],
    },
    'structure',
    "'states[0].onInput.transitionEvents[0]' lacks its 'condition', which a transition event must have.",
  ],
  ['no initial state', { states: [] }, 'structure', "The document lacks its 'initialStateName'."],
  ['no model', { rules: [] }, 'structure', 'This is no detector model: neither the API'],
  ['no object', 'model', 'structure', 'This is no detector model: neither the API'],
  ['a template without one', { Resources: {} }, 'structure', 'The template has no resource of type AWS::IoTEvents::De'],
])('%s is refused', (_name, document, type, message) => {
  const { model, problems } = readDetectorModel(document);
  expect(model).toBeUndefined();
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ type, level: 'ERROR' });
  expect(problems[0]?.message).toContain(message);
});

test('a template with several models needs a choice', () => {
  const resource = readSample('every-action.resource');
  const template = { Resources: { One: resource, Two: resource } };
  expect(messages(template)).toEqual(['The template has several detector models, choose one of: One, Two.']);
  expect(readDetectorModel(template, { resource: 'Two' }).source).toMatchObject({ logicalId: 'Two' });
  expect(messages(template, { resource: 'Three' })[0]).toContain("no resource 'Three'");
});

test('cfn refuses the form of the API', () => {
  expect(messages(minimal(), { cfn: true })[0]).toContain('no detector model as CloudFormation has it');
});

test('a member that is null counts as left out, as in the protocols of AWS', () => {
  const model = { initialStateName: 'A', states: [{ stateName: 'A', onInput: null, onExit: { events: null } }] };
  expect(messages(model)).toEqual([]);
});

test('what follows a refused part keeps its place', () => {
  const model = minimal({ email: {} }, { clearTimer: { timerName: 'a' }, resetTimer: { timerName: 'b' } });
  const { partial, pathOf } = readDetectorModel(model);
  const actions = partial?.states[0]?.onEnter.events[0]?.actions ?? [];
  expect(actions.map((action) => [action.type, pathOf(action)])).toEqual([
    ['clearTimer', 'states[0].onEnter.events[0].actions[1]'],
    ['resetTimer', 'states[0].onEnter.events[0].actions[1]'],
  ]);
});
