import { expect, test } from 'vitest';
import { readInputDefinition } from '../definition-input.ts';
import { readDetectorModel } from '../definition-read.ts';
import { readSample, sampleModelNames } from '../models/sample-model.ts';
import { event, findings, model, setVariable, single, state } from './check.fixture.ts';
import { checkDetectorModel } from './check.ts';

test.each(sampleModelNames)('the sample %s has no errors', (name) => {
  expect(findings(readSample(name)).filter((each) => each.startsWith('ERROR'))).toEqual([]);
});

test.each(sampleModelNames.filter((name) => !name.startsWith('every-action')))(
  'the sample %s has no warnings',
  (name) => {
    expect(findings(readSample(name))).toEqual([]);
  },
);

test('a model that is all right is told its types', () => {
  const checked = checkDetectorModel(
    readDetectorModel(single({ enter: [event('true', setVariable('checked', '0'))] })),
  );
  expect(checked).toEqual([
    { type: 'data-type', level: 'INFO', message: 'Inferred data types [Integer] for $variable.checked', locations: [] },
  ]);
});

// The very results that "Analyzing a detector model (AWS CLI)" shows for a model of this shape.
test('an input that is missing, as in the example of the guide', () => {
  const document = model(
    state('Watch', {
      enter: [event('true', setVariable('seen', '0'))],
      input: [event('isNull($input.Probe.data.level)==false', { iotTopicPublish: { mqttTopic: 'Probe/Output' } })],
    }),
  );
  expect(checkDetectorModel(readDetectorModel({ detectorModelDefinition: document }), { inputs: [] })).toEqual([
    {
      type: 'referenced-resource',
      level: 'ERROR',
      message: "Detector Model Definition contains reference to Input 'Probe' that does not exist.",
      locations: [{ path: 'states[0].onInput.events[0]' }],
    },
    { type: 'data-type', level: 'INFO', message: 'Inferred data types [Integer] for $variable.seen', locations: [] },
  ]);
});

test('errors come before warnings, warnings before information', () => {
  const levels = checkDetectorModel(
    readDetectorModel(
      single({
        enter: [event('true', setVariable('a', '0')), event('false', { clearTimer: { timerName: 'x' } })],
        input: [event('$variable.b > 1')],
      }),
    ),
  ).map(({ level }) => level);
  expect(levels).toEqual(['ERROR', 'WARNING', 'WARNING', 'INFO', 'INFO']);
});

test('what reading refuses is reported together with what the analysis finds', () => {
  const broken = single({ enter: [event('1 +', { email: {} })] });
  expect(findings(broken)).toEqual([
    'ERROR supported-actions: Invalid action type present in action definition: {"email":{}}. @ states[0].onEnter.events[0].actions[0].email',
    expect.stringContaining(
      "ERROR expression-syntax: Failed to parse expression '1 +' for the condition of event Happens",
    ),
  ]);
});

test('a document that is no model is one error', () => {
  expect(findings([])).toEqual([expect.stringMatching(/^ERROR structure: This is no detector model/)]);
});

test('the inputs of a template and those that are given are all known', () => {
  const other = model(
    state('Only', { input: [event('currentInput("CompressorReading") && $input.Cabin.mode == "x"')] }),
  );
  const { input } = readInputDefinition(readSample('elevator-functions.input'));
  const template = readSample('compressor-pressure.template') as { Resources: Record<string, object> };
  const Properties = { DetectorModelDefinition: pascal(other) };
  const both = {
    Resources: { ...template.Resources, CompressorModel: { Type: 'AWS::IoTEvents::DetectorModel', Properties } },
  };
  expect(findings(both)).toEqual([
    "ERROR referenced-resource: Detector Model Definition contains reference to Input 'Cabin' that does not exist. @ states[0].onInput.events[0]",
  ]);
  expect(findings(both, { inputs: input === undefined ? [] : [input] })).toEqual([]);
});

const pascal = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name.charAt(0).toUpperCase() + name.slice(1), pascal(each)]),
  );
};
