import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeValue, encodeValue, parseInputPayload, toPlainJson } from './index.ts';
import { arbitraryValue } from './value.fixture.ts';

describe('parseInputPayload', () => {
  it('tells integers from decimals by how they are written', () => {
    const text =
      '{"a": 10, "b": 10.0, "c": 1e2, "d": -3, "e": [1, -0, -0.0], "f": "1", "g": null, "h": 9223372036854775808}';
    expect(parseInputPayload(text)).toEqual({
      a: 10n,
      b: 10,
      c: 100,
      d: -3n,
      e: [1n, 0n, 0],
      f: '1',
      g: null,
      h: 2 ** 63,
    });
  });

  it('keeps members of odd names', () => {
    expect(Object.entries(Object(parseInputPayload('{"__proto__": 1, "": 2}')))).toEqual([
      ['__proto__', 1n],
      ['', 2n],
    ]);
  });

  it.each([
    ['{', /JSON/],
    ['1e999', 'the number 1e999 is too large'],
    ['['.repeat(100_000), 'JSON nested more than 100 deep'],
    [`${'{"a":'.repeat(101)}1${'}'.repeat(101)}`, 'JSON nested more than 100 deep'],
    ['"\\', /JSON/],
  ])('refuses %.20s', (text, message) => {
    expect(() => parseInputPayload(text)).toThrow(message);
    expect(() => parseInputPayload(text)).toThrow(SyntaxError);
  });

  it('takes brackets in strings for what they are', () => {
    expect(parseInputPayload(JSON.stringify('["\\'.repeat(200)))).toBe('["\\'.repeat(200));
  });
});

describe('encodeValue', () => {
  it('tags integers and strings', () => {
    expect(encodeValue({ a: [3n, 'i:3', 2.5, true, null] })).toEqual({ a: ['i:3', 's:i:3', 2.5, true, null] });
  });

  it('is undone by decodeValue, after being stored', () => {
    fc.assert(
      fc.property(arbitraryValue(), (value) => {
        expect(decodeValue(JSON.parse(JSON.stringify(encodeValue(value))))).toEqual(value);
      }),
    );
  });

  it.each(['3', 'i:', 'i:1.5', ''])('makes nothing like %s', (text) => {
    expect(() => decodeValue(text)).toThrow(TypeError);
  });
});

describe('toPlainJson', () => {
  it('makes integers numbers, or digits', () => {
    expect(toPlainJson({ a: [3n, -9007199254740993n, 'x', 2.5, null] })).toEqual({
      a: [3, '-9007199254740993', 'x', 2.5, null],
    });
  });
});
