import { describe, expect, test } from 'vitest';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import { unresolved } from '../template/evaluate.ts';
import { coerce } from './coerce.ts';
import { withStackTags } from './stack-tags.ts';
import { propertyFaults } from './validate-properties.ts';

const typeOf = (properties: ResourceType['schema']['properties'], required: string[] = []): ResourceType =>
  resourceType<object>({
    typeName: 'Fake::Type::Type',
    schema: { properties, required },
    createOnly: [],
    create: async () => ({ physicalId: '', attributes: {} }),
    update: async () => ({ physicalId: '', attributes: {} }),
    remove: async () => undefined,
  });

describe('scalars take the type that the schema asks for', () => {
  test.each([
    ['5', { type: 'integer' }, 5],
    ['5.5', { type: 'integer' }, '5.5'],
    ['05', { type: 'number' }, '05'],
    ['true', { type: 'boolean' }, true],
    [true, { type: 'integer' }, true],
    [5, { type: 'string' }, '5'],
    [false, { type: ['string', 'object'] }, 'false'],
    [{ a: 1 }, { type: ['string', 'object'] }, { a: 1 }],
    [['1'], { type: 'array', items: { type: 'number' } }, [1]],
    [
      { a: 1, b: 2 },
      { properties: { a: { type: 'string' } }, additionalProperties: { type: 'string' } },
      { a: '1', b: '2' },
    ],
    [{ a: '1' }, { oneOf: [{ properties: { a: { type: 'integer' } } }] }, { a: 1 }],
  ])('%j under %j is %j', (value, schema, expected) => expect(coerce(value, schema)).toEqual(expected));
});

describe('faults are named by their path', () => {
  const type = typeOf(
    {
      Name: { type: 'string', pattern: '^[a-z]+$' },
      Mode: { type: 'string', enum: ['on', 'off'] },
      Rules: {
        type: 'array',
        items: { type: 'object', properties: { Id: { type: 'string' } }, required: ['Id'] },
      },
      Either: {
        type: 'object',
        properties: { A: { type: 'string' }, B: { type: 'string' } },
        oneOf: [{ required: ['A'] }, { required: ['B'] }],
      },
      Free: { type: 'object' },
    },
    ['Name'],
  );
  test.each([
    [{ Name: 'x', Rules: [{ Id: 'a', Extra: 1 }] }, ['#/Rules/0: extraneous key [Extra] is not permitted']],
    [{ Rules: [{}] }, ['#: required key [Name] not found', '#/Rules/0: required key [Id] not found']],
    [
      { Name: 5, Mode: 'maybe' },
      ['#/Name: expected type: String, found: Integer', '#/Mode: maybe is not a valid enum value'],
    ],
    [{ Name: 'x', Free: { anything: { goes: [] } } }, []],
    [{ Name: 'x', Either: { A: 'a' } }, []],
    [{ Name: unresolved, Mode: unresolved, Rules: unresolved, Either: { A: unresolved } }, []],
    [
      { Name: unresolved, Rules: [{ Id: unresolved, Extra: unresolved }] },
      ['#/Rules/0: extraneous key [Extra] is not permitted'],
    ],
  ])('%#', (properties, faults) => expect([...propertyFaults(type, properties)].sort()).toEqual([...faults].sort()));
});

test('stack tags go to resources that take tags, whose own tags win', () => {
  const tag = (Key: string, Value: string) => ({ Key, Value });
  const stackTags = [tag('STAGE', 'dev'), tag('team', 'a')];
  const listed = typeOf({ Tags: { type: 'array' } });
  expect(withStackTags(listed, { Tags: [tag('team', 'b')] }, stackTags)).toEqual({
    Tags: [tag('team', 'b'), tag('STAGE', 'dev')],
  });
  expect(withStackTags(typeOf({ Tags: { type: 'object' } }), {}, stackTags)).toEqual({
    Tags: { STAGE: 'dev', team: 'a' },
  });
  expect(withStackTags(typeOf({ Name: {} }), { Name: 'x' }, stackTags)).toEqual({ Name: 'x' });
});
