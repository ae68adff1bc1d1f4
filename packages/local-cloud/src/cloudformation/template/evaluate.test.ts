import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEvaluate, noValue, type Scope, unresolved } from './evaluate.ts';
import { intrinsics } from './intrinsics/intrinsics.ts';

const scope: Scope = {
  region: 'us-east-1',
  ref: (name) => {
    const values: Readonly<Record<string, unknown>> = {
      Stage: 'dev',
      Count: 3,
      Names: ['a', 'b'],
      Later: unresolved,
      'AWS::NoValue': noValue,
    };
    return values[name];
  },
  attribute: (logicalId, name) => (logicalId === 'Later' ? unresolved : `${logicalId}/${name}`),
  condition: (name) => name === 'Yes',
  mapping: (map, top, second) => `${map}:${top}:${second}`,
  exported: (name) => `exported ${name}`,
};
const evaluate = createEvaluate(intrinsics, scope);

describe('intrinsic functions', () => {
  test.each([
    [{ Ref: 'Stage' }, 'dev'],
    [{ 'Fn::GetAtt': ['A', 'B.C'] }, 'A/B.C'],
    [{ 'Fn::GetAtt': 'A.B.C' }, 'A/B.C'],
    [{ 'Fn::Sub': '${Stage}-${A.Arn}-${!Stage}-${Count}' }, 'dev-A/Arn-${Stage}-3'],
    [{ 'Fn::Sub': ['${x}/${Stage}', { x: { Ref: 'Stage' } }] }, 'dev/dev'],
    [{ 'Fn::Join': [',', ['a', { Ref: 'Stage' }, { Ref: 'AWS::NoValue' }]] }, 'a,dev'],
    [{ 'Fn::Join': ['-', { Ref: 'Names' }] }, 'a-b'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['|', 'a|b'] }] }, 'b'],
    [{ 'Fn::If': ['Yes', 1, { Ref: 'Nobody' }] }, 1],
    [{ 'Fn::FindInMap': ['M', { Ref: 'Stage' }, 'k'] }, 'M:dev:k'],
    [{ 'Fn::ImportValue': { 'Fn::Sub': 'x-${Stage}' } }, 'exported x-dev'],
    [{ 'Fn::GetAZs': '' }, ['us-east-1a', 'us-east-1b', 'us-east-1c']],
    [{ 'Fn::Base64': 'ä' }, 'w6Q='],
    [{ a: { Ref: 'AWS::NoValue' }, b: [{ 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }] }, { b: [] }],
    [
      { Condition: 'Yes', Ref: 'Stage' },
      { Condition: 'Yes', Ref: 'Stage' },
    ],
  ])('%j gives %j', (value, expected) => expect(evaluate(value)).toEqual(expected));

  test.each([
    { Ref: 'Later' },
    { 'Fn::GetAtt': ['Later', 'Arn'] },
    { 'Fn::Sub': 'x-${Later}' },
    { 'Fn::Join': ['', ['x', { Ref: 'Later' }]] },
    { 'Fn::Split': [',', { Ref: 'Later' }] },
    { 'Fn::Select': [0, { 'Fn::Split': [',', { Ref: 'Later' }] }] },
    { 'Fn::Base64': { Ref: 'Later' } },
  ])('%j is not known before the resource exists', (value) => expect(evaluate(value)).toBe(unresolved));

  test.each([
    [{ 'Fn::Sub': '${Names}' }, 'variable Names in Fn::Sub expression does not resolve to a string'],
    [{ 'Fn::Select': [5, ['a']] }, 'Fn::Select cannot select nonexistent value at index 5'],
    [{ 'Fn::Join': ['a'] }, 'every Fn::Join object requires two parameters'],
    [{ 'Fn::GetAZs': 'eu-west-1' }, 'Fn::GetAZs of the region eu-west-1'],
  ])('%j is refused', (value, message) => expect(() => evaluate(value)).toThrow(message));
});

const text = fc.string().filter((value) => !value.includes('${'));
const plain = fc
  .jsonValue()
  .filter((value) => !JSON.stringify(value).includes('"Fn::') && !JSON.stringify(value).includes('"Ref"'));

describe('for any value', () => {
  test('what has no function in it stays as it is', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(evaluate(value)).toEqual(value);
      }),
    );
  });

  test('what was split is joined again', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (value, delimiter) => {
        const split = { 'Fn::Split': [delimiter, value] };
        expect(evaluate({ 'Fn::Join': [delimiter, split] })).toBe(value);
      }),
    );
  });

  test('a literal of Fn::Sub comes out without its mark, and text as it is', () => {
    fc.assert(
      fc.property(text, fc.stringMatching(/^[A-Za-z0-9]+$/), (value, name) => {
        expect(evaluate({ 'Fn::Sub': `${value}\${!${name}}` })).toBe(`${value}\${${name}}`);
      }),
    );
  });

  test('Fn::Select takes the element that an index names', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.nat(), (items, number) => {
        const index = number % items.length;
        expect(evaluate({ 'Fn::Select': [String(index), items] })).toBe(items[index]);
      }),
    );
  });

  test('Fn::Base64 can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const encoded = String(evaluate({ 'Fn::Base64': value }));
        expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe(Buffer.from(value, 'utf8').toString('utf8'));
      }),
    );
  });
});
