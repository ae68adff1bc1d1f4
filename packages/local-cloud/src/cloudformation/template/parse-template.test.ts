import { expect, test } from 'vitest';
import { parseTemplate } from './parse-template.ts';

test('short forms of functions are long forms', () => {
  const body = `
A: !Ref X
B: !GetAtt X.Y.Z
C: !Join [',', [!Sub 'a-\${X}', !ImportValue n]]
D: !If [C, !Select [0, !Split ['|', a]], !Ref 'AWS::NoValue']
E: { 'Fn::Sub': plain }
F: !FindInMap [M, !Ref X, k]
G: !Condition C
H: !Base64 |
  two
  lines
`;
  expect(parseTemplate(body)).toEqual({
    A: { Ref: 'X' },
    B: { 'Fn::GetAtt': ['X', 'Y.Z'] },
    C: { 'Fn::Join': [',', [{ 'Fn::Sub': 'a-${X}' }, { 'Fn::ImportValue': 'n' }]] },
    D: { 'Fn::If': ['C', { 'Fn::Select': [0, { 'Fn::Split': ['|', 'a'] }] }, { Ref: 'AWS::NoValue' }] },
    E: { 'Fn::Sub': 'plain' },
    F: { 'Fn::FindInMap': ['M', { Ref: 'X' }, 'k'] },
    G: { Condition: 'C' },
    H: { 'Fn::Base64': 'two\nlines\n' },
  });
});

test('dates stay texts, truths are those of YAML 1.1', () => {
  expect(parseTemplate('Version: 2012-10-17\nYes: yes\nNo: "no"\nN: 5')).toEqual({
    Version: '2012-10-17',
    Yes: true,
    No: 'no',
    N: 5,
  });
});

test.each([
  ['{"a": ', 'JSON not well-formed'],
  ['a: [1', 'YAML not well-formed. (line 1, column'],
  ['a: &x 1\nb: *x', 'YAML aliases are not allowed'],
  ['- a', 'unsupported structure'],
  ['{"a": {"b": null}}', "[/a/b] 'null' values are not allowed in templates"],
])('%j is refused', (body, message) => expect(() => parseTemplate(body)).toThrow(message));
