import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryNode, withoutSpans } from './expression.fixture.ts';
import { ExpressionError, formatNode, parseExpression, walk } from './index.ts';

const FRAGMENTS = [
  'a',
  '1',
  '1.5',
  '$input',
  '$variable',
  '.',
  '[',
  ']',
  '(',
  ')',
  "'",
  '"',
  '${',
  '}',
  '`',
  '\\',
  ',',
].concat([
  '||',
  '&&',
  '|',
  '^',
  '&',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '+',
  '-',
  '*',
  '/',
  '!',
  '~',
  ' ',
  'true',
  'é',
  '\u0000',
]);

describe('any expression', () => {
  it('is the same after printing and parsing it', () => {
    fc.assert(
      fc.property(arbitraryNode(), (node) => {
        expect(withoutSpans(parseExpression(formatNode(node)))).toEqual(withoutSpans(node));
      }),
    );
  });

  it('has nodes that stand within the text, each within the one above', () => {
    fc.assert(
      fc.property(arbitraryNode(), (tree) => {
        const text = formatNode(tree);
        walk(parseExpression(text), (node) => {
          expect(node.start).toBeGreaterThanOrEqual(0);
          expect(node.end).toBeGreaterThan(node.start);
          expect(node.end).toBeLessThanOrEqual(text.length);
        });
      }),
    );
  });
});

describe('any text', () => {
  it('is an expression or refused with an offset in it', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 30 }).map((fragments) => fragments.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(parseExpression(text).end).toBeLessThanOrEqual(text.length);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
          const { offset } = error as ExpressionError;
          expect(offset >= 0 && offset <= text.length).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
