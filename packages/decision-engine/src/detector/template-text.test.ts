import { expect, test } from 'vitest';
import { templateText } from './template-text.ts';

const template = {
  Parameters: { Limit: { Type: 'Number', Default: 70 }, Topic: { Type: 'String' } },
  Resources: {
    Pressure: { Type: 'AWS::IoTEvents::Input', Properties: { InputName: 'PressureInput' } },
    Nameless: { Type: 'AWS::IoTEvents::Input', Properties: {} },
    Computed: { Type: 'AWS::IoTEvents::Input', Properties: { InputName: { 'Fn::Sub': '${Pressure}_2' } } },
    Endless: { Type: 'AWS::IoTEvents::Input', Properties: { InputName: { Ref: 'Endless' } } },
    Alarms: { Type: 'AWS::SNS::Topic' },
  },
};
const of = (value: unknown) => templateText(value, template);

test('a text is put together of what the template says itself', () => {
  expect(of({ 'Fn::Join': ['.', ['$input', { Ref: 'Pressure' }, { 'Fn::Sub': 'bar > ${Limit}' }]] })).toEqual({
    text: '$input.PressureInput.bar > 70',
    unknown: [],
  });
  expect(of({ 'Fn::Sub': ['$input.${In}.bar > ${ Limit }', { In: { Ref: 'Computed' } }] })?.text).toBe(
    '$input.PressureInput_2.bar > 70',
  );
});

test("a literal ${…} of Fn::Sub is one of the detector model's own", () => {
  expect(of({ 'Fn::Sub': "'${!$input.Pressure.bar} bar'" })).toEqual({
    text: "'${$input.Pressure.bar} bar'",
    unknown: [],
  });
});

test('what only CloudFormation knows stands by its name', () => {
  expect(of({ 'Fn::Sub': '${AWS::Region}/${Topic}/${Alarms.TopicName}/${Nameless}/${Elsewhere}' })).toEqual({
    text: 'AWS::Region/Topic/Alarms.TopicName/Nameless/Elsewhere',
    unknown: ['AWS::Region', 'Topic', 'Alarms.TopicName', 'Nameless', 'Elsewhere'],
  });
  expect(of({ 'Fn::GetAtt': ['Alarms', 'TopicName'] })?.text).toBe('Alarms.TopicName');
  expect(of({ Ref: 'constructor' })).toEqual({ text: 'constructor', unknown: ['constructor'] });
});

test.each([
  [{ 'Fn::ImportValue': 'x' }],
  [{ 'Fn::Join': ['.', [{ 'Fn::Select': [0, []] }]] }],
  [{ 'Fn::Join': ['.'] }],
  [{ 'Fn::Sub': [1] }],
  [{ 'Fn::GetAtt': [1] }],
  [{ Ref: 'Endless' }],
  [{ Ref: 'A', Other: 'B' }],
  [{}],
  [[]],
  [null],
])('nothing stands in for the result of %j', (value) => {
  expect(of(value)).toBeUndefined();
});
