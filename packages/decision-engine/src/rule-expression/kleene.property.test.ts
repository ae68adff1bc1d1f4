import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scopeOf } from './rule-expression.fixture.ts';
import { compileCondition } from './rule-expression.ts';
import { surelyKnown } from './surely-known.ts';

const names = ['a', 'b', 'c'] as const;
const { tree: texts } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...names, 'true', 'false', 'isMissing(a)'),
    tie('tree').map((operand) => `!(${operand})`),
    fc.tuple(tie('tree'), fc.constantFrom('&&', '||'), tie('tree')).map((parts) => `(${parts.join(' ')})`),
  ),
}));
const readings = fc
  .dictionary(fc.constantFrom(...names), fc.boolean())
  .map((reading): Record<string, boolean> => ({ ...reading }));
const compile = (text: string) =>
  compileCondition(text, { metrics: Object.fromEntries(names.map((name) => [name, 'boolean' as const])) });

/** Every way to fill in what a reading lacks. */
const completions = (reading: Record<string, boolean>): Record<string, boolean>[] =>
  names.reduce<Record<string, boolean>[]>(
    (all, name) =>
      name in reading ? all : all.flatMap((each) => [true, false].map((value) => ({ ...each, [name]: value }))),
    [reading],
  );

test('a condition that is known stays as it is, whatever the missing metrics turn out to be', () => {
  fc.assert(
    fc.property(texts, readings, (text, reading) => {
      if (text.includes('isMissing')) return;
      const condition = compile(text);
      const value = condition.evaluate(scopeOf(reading));
      if (value === undefined) return;
      for (const complete of completions(reading)) expect(condition.evaluate(scopeOf(complete))).toBe(value);
    }),
  );
});

test('what is surely known of a true or false condition is in every reading that makes it so', () => {
  fc.assert(
    fc.property(texts, readings, (text, reading) => {
      const condition = compile(text);
      const value = condition.evaluate(scopeOf(reading));
      if (value === undefined || condition.bound.kind === 'constant') return;
      for (const name of names) if (surelyKnown(condition.bound, value).has(name)) expect(reading).toHaveProperty(name);
    }),
  );
});
