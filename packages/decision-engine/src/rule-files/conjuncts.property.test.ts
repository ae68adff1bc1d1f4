import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCondition } from '../rule-expression/index.ts';
import { scopeOf } from '../rule-expression/rule-expression.fixture.ts';
import { findOverlap, isNeverTrue } from './overlap.ts';
import { pump } from './rule-files.fixture.ts';
import { metricRanges } from './value-set.ts';

const atoms = fc.oneof(
  fc
    .tuple(fc.constantFrom('temperature', 'pressure'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), fc.nat(4))
    .map((parts) => parts.join(' ')),
  fc.constantFrom('running', 'running == false', "mode == 'a'", "mode != 'a'", '3 > temperature', 'true'),
);
const { tree: texts } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    atoms,
    tie('tree').map((operand) => `!(${operand})`),
    fc.tuple(tie('tree'), fc.constantFrom('&&', '||'), tie('tree')).map((parts) => `(${parts.join(' ')})`),
  ),
}));
const numbers = fc.integer({ min: 0, max: 8 }).map((half) => half / 2);
const readings = fc.record({
  temperature: numbers,
  pressure: numbers,
  running: fc.boolean(),
  mode: fc.constantFrom('a', 'b'),
});
const ranges = metricRanges([pump]);
const compile = (text: string) =>
  compileCondition(text, {
    metrics: { temperature: 'number', pressure: 'number', running: 'boolean', mode: 'string' },
  });

test('a condition that some reading makes true is not called never true', () => {
  fc.assert(
    fc.property(texts, readings, (text, reading) => {
      const { bound, evaluate } = compile(text);
      fc.pre(bound.kind !== 'constant' && evaluate(scopeOf(reading)) === true);
      expect(isNeverTrue(bound, ranges)).toBe(false);
    }),
  );
});

test('two conditions that a reading makes true overlap, and a condition never overlaps with its opposite', () => {
  fc.assert(
    fc.property(texts, texts, readings, (one, other, reading) => {
      const [first, second] = [compile(one), compile(other)];
      expect(findOverlap(first.bound, compile(`!(${one})`).bound, ranges)).toBeUndefined();
      fc.pre(first.bound.kind !== 'constant' && second.bound.kind !== 'constant');
      fc.pre(first.evaluate(scopeOf(reading)) === true && second.evaluate(scopeOf(reading)) === true);
      expect(findOverlap(first.bound, second.bound, ranges)).toBeDefined();
    }),
  );
});

test('the example of an overlap is one', () => {
  fc.assert(
    fc.property(texts, texts, readings, (one, other, base) => {
      const [first, second] = [compile(one), compile(other)];
      const example = findOverlap(first.bound, second.bound, ranges);
      fc.pre(example !== undefined && example !== '' && example !== 'some reading');
      const values = (example ?? '').split(', ').map((each) => {
        const [name = '', value = ''] = each.split(' ');
        return [name, /^[ab]$/.test(value) ? value : JSON.parse(value)];
      });
      const scope = scopeOf({ ...base, ...Object.fromEntries(values) });
      expect([first.evaluate(scope), second.evaluate(scope)]).toEqual([true, true]);
    }),
  );
});
