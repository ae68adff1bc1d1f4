import { expect, test } from 'vitest';
import { readInputDefinition, readInputDefinitions } from './definition-input.ts';
import { readDetectorModel } from './definition-read.ts';
import { readSample } from './models/sample-model.ts';

const attributes = [{ jsonPath: 'a.b' }];
const input = { inputName: 'Reading', attributes };

test.each([
  ['CreateInput', { inputName: 'Reading', inputDescription: 'x', inputDefinition: { attributes } }],
  [
    'DescribeInput',
    {
      input: {
        inputConfiguration: {
          inputName: 'Reading',
          inputArn: 'arn',
          creationTime: 1,
          lastUpdateTime: 2,
          status: 'ACTIVE',
        },
        inputDefinition: { attributes },
      },
    },
  ],
  [
    'CloudFormation',
    {
      Type: 'AWS::IoTEvents::Input',
      Properties: { InputName: 'Reading', InputDefinition: { Attributes: [{ JsonPath: 'a.b' }] } },
    },
  ],
  ['the properties of a resource', { InputName: 'Reading', InputDefinition: { Attributes: [{ JsonPath: 'a.b' }] } }],
])('an input as %s has it', (_name, document) => {
  expect(readInputDefinition(document)).toEqual({ input, problems: [] });
});

test('a sample input', () => {
  expect(readInputDefinition(readSample('elevator-functions.input')).input?.attributes).toContainEqual({
    jsonPath: '`elevator id`',
  });
});

test.each([
  ['no name', { inputDefinition: { attributes } }, 'lacks the name'],
  ['no attributes', { inputName: 'A', inputDefinition: {} }, "'inputDefinition' lacks its 'attributes'"],
  ['an unknown member', { inputName: 'A', inputDefinition: { attributes }, kind: 1 }, "'kind' is not known here"],
  ['no object', 3, 'is 3, but must be an object'],
])('%s is refused', (_name, document, message) => {
  const { input: none, problems } = readInputDefinition(document);
  expect(none).toBeUndefined();
  expect(problems[0]?.message).toContain(message);
});

test('nothing is said of the inputs of a template that makes up a name', () => {
  const template = readSample('compressor-pressure.template') as { Resources: Record<string, unknown> };
  const Resources = {
    ...template.Resources,
    Other: { Type: 'AWS::IoTEvents::Input', Properties: { InputDefinition: { Attributes: [{ JsonPath: 'x' }] } } },
  };
  const { inputs, problems } = readDetectorModel({ ...template, Resources });
  expect({ inputs, problems }).toEqual({ inputs: undefined, problems: [] });
});

test('inputs come alone, as a list, and in templates', () => {
  const own = { inputName: 'Reading', inputDefinition: { attributes } };
  expect(readInputDefinitions(own)).toEqual({ inputs: [input], problems: [] });
  expect(readInputDefinitions([own, own])).toEqual({ inputs: [input, input], problems: [] });
  expect(readInputDefinitions(readSample('compressor-pressure.template')).inputs).toHaveLength(1);
  expect(readInputDefinitions({ Resources: {} }).problems[0]?.message).toContain('is a template without inputs');
  expect(readInputDefinitions([own, {}]).problems[0]?.message).toContain("lacks its 'inputDefinition'");
});
