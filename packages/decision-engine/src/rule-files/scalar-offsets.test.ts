import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, parseDocument, Scalar, stringify } from 'yaml';
import { scalarOffsets } from './scalar-offsets.ts';

/** The scalar below `when`, and where its value stands. */
const locate = (source: string) => {
  const { contents } = parseDocument(source);
  const scalar = isMap(contents) ? contents.items[0]?.value : undefined;
  if (!isScalar(scalar) || typeof scalar.value !== 'string') throw new Error('no text below when');
  return { value: scalar.value, offsets: scalarOffsets(source, scalar.range?.[0] ?? 0, scalar.type, scalar.value) };
};

describe('finds the word `here`', () => {
  it.each([
    ['plain', 'when: a > 1 && here > 2'],
    ['plain over lines', 'when: a > 1\n  && b > 2\n\n  && here > 2\n'],
    ['single quotes', "when: 'it''s ''so'' here'"],
    ['single quotes over lines', "when: 'a &&\n\n  ''x'' && here > 2'"],
    ['double quotes with escapes', String.raw`when: "\"a\" \\ \x41 \u00e9 \U0001F600 \ud83d\ude00 \n \t here"`],
    ['double quotes with spaces before an escape', String.raw`when: "  \"a\"  here"`],
    ['double quotes with a joined line', 'when: "a && \\\n   b && \\\n\n  here"'],
    ['double quotes over lines', 'when: "a &&   \n     b\n\n   && here"'],
    ['a literal block', 'when: |\n  a > 1 &&\n    b > 2 &&\n\n  here > 2\n'],
    ['a literal block with a header', 'when: |2- # why\n    a > 1 &&\n  here > 2\n'],
    ['a folded block', 'when: >-\n  a > 1 &&\n  b > 2 &&\n\n    c\n  && here > 2\n'],
    ['astral letters', 'when: 😀 a😀 here'],
  ])('in %s', (_style, source) => {
    const { value, offsets } = locate(source);
    expect(offsets[value.indexOf('here')]).toBe(source.indexOf('here'));
  });
});

it('finds every letter of any text in any style', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'ab\'"\\:# \n\t😀é&'), minLength: 1, maxLength: 60 });
  const styles = fc.constantFrom(
    Scalar.PLAIN,
    Scalar.QUOTE_DOUBLE,
    Scalar.QUOTE_SINGLE,
    Scalar.BLOCK_FOLDED,
    Scalar.BLOCK_LITERAL,
  );
  fc.assert(
    fc.property(texts, styles, (text, type) => {
      const scalar = new Scalar(text);
      scalar.type = type;
      const source = stringify({ when: scalar }, { lineWidth: 20, minContentWidth: 0 });
      // yaml writes a few plain texts that it cannot read again.
      fc.pre(parseDocument(source).errors.length === 0);
      const { value, offsets } = locate(source);
      expect(offsets).toHaveLength(value.length + 1);
      for (const [index, letter] of [...value].entries()) {
        if (!/[abé&]/.test(letter)) continue;
        const at = offsets[[...value].slice(0, index).join('').length] ?? -1;
        expect(source[at]).toBe(letter);
      }
    }),
  );
});
