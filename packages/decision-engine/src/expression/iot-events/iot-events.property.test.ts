import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryNode } from '../expression.fixture.ts';
import { formatNode, type Node, parseExpression } from '../index.ts';
import {
  compileIotEvents,
  encodeValue,
  Invalid,
  inferType,
  type Outcome,
  references,
  type StaticType,
  type Value,
} from './index.ts';
import { scopeOf } from './scope.fixture.ts';
import { arbitraryValue } from './value.fixture.ts';

const NOWHERE = { start: 0, end: 0 };
const variableReferences = fc
  .constantFrom('a', 'b', 'c', 'missing')
  .map((name): Node => ({ kind: 'reference', root: '$variable', path: [name], ...NOWHERE }));
const mixedReferences = fc.oneof(
  variableReferences,
  fc
    .constantFrom('Decimal', 'String', '$input')
    .map((root): Node => ({ kind: 'reference', root, path: [], ...NOWHERE })),
);
const variables = fc.record({ a: arbitraryValue(), b: arbitraryValue(), c: arbitraryValue() });

function showOutcome(outcome: Outcome): string {
  if (outcome instanceof Invalid) return `invalid: ${outcome.reason}`;
  return outcome === undefined ? 'undefined' : JSON.stringify(encodeValue(outcome));
}

function staticTypeOf(value: Value | undefined): StaticType {
  if (typeof value === 'bigint') return 'Integer';
  if (typeof value === 'number') return 'Decimal';
  if (typeof value === 'string') return 'String';
  return typeof value === 'boolean' ? 'Boolean' : 'Unknown';
}

describe('any expression in any scope', () => {
  it('evaluates without throwing, to the same outcome whoever compiled it', () => {
    fc.assert(
      fc.property(arbitraryNode(mixedReferences), variables, fc.subarray(['a', 't']), (node, values, expired) => {
        const again = parseExpression(formatNode(node));
        const outcome = compileIotEvents(node)(scopeOf({ variables: values, expired }));
        expect(showOutcome(compileIotEvents(again)(scopeOf({ variables: values, expired })))).toBe(
          showOutcome(outcome),
        );
        references(node);
      }),
      { numRuns: 500 },
    );
  });

  it('has the type that was inferred from the types of its variables, unless it fails', () => {
    fc.assert(
      fc.property(arbitraryNode(variableReferences), variables, (tree, values) => {
        const text = formatNode(tree);
        const node = parseExpression(text);
        const known = new Map<string, Value>(Object.entries(values));
        const { type, problems } = inferType(node, { text, typeOf: ({ name }) => staticTypeOf(known.get(name)) });
        const outcome = compileIotEvents(node)(scopeOf({ variables: values }));
        if (problems.length > 0 || outcome instanceof Invalid || outcome === undefined || outcome === null) return;
        expect(['Unknown', staticTypeOf(outcome)]).toContain(type);
      }),
      { numRuns: 500 },
    );
  });
});
