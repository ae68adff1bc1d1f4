import fc from 'fast-check';
import { names } from './names.ts';

/** Texts of expressions as AWS IoT Events has them, over {@link names}, by the type of their result. They can be parsed. */
export interface ExpressionTexts {
  readonly number: string;
  readonly boolean: string;
  readonly text: string;
  /** Of any type, or of operands that do not go together. */
  readonly any: string;
}

type Mutable = { -readonly [Type in keyof ExpressionTexts]: ExpressionTexts[Type] };

const of = (references: readonly string[]) => fc.constantFrom(...references);

const { numbers, booleans, texts } = names.references;

const numberAtoms = fc.oneof(fc.integer({ min: 0, max: 20 }).map(String), fc.constantFrom('0.5', '1.5e3'), of(numbers));

const questions = fc.oneof(
  fc.constantFrom(...names.timers).map((name) => `timeout("${name}")`),
  fc.constantFrom(...names.inputs).map((name) => `currentInput("${name}")`),
  fc.constantFrom('triggerType("Message")', 'triggerType("Timer")'),
);

const booleanAtoms = fc.oneof(fc.constantFrom('true', 'false'), of(booleans), questions);

const textAtoms = fc.oneof(fc.constantFrom("'text'", '"on"', "''"), of(texts));

const infix = (left: fc.Arbitrary<string>, operators: readonly string[], right: fc.Arbitrary<string>) =>
  fc.tuple(left, fc.constantFrom(...operators), right).map((parts) => `(${parts.join(' ')})`);

const call = (functions: readonly string[], ...operands: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(fc.constantFrom(...functions), fc.tuple(...operands)).map(([name, parts]) => `${name}(${parts.join(', ')})`);

/** A literal with quotes of its own cannot stand within one with the same. */
const template = (part: fc.Arbitrary<string>) =>
  part.map((each) => (each.includes("'") ? each : `'value: \${${each}}!'`));

const all = fc.letrec<Mutable>((tie) => {
  const [number, boolean, text, any] = [tie('number'), tie('boolean'), tie('text'), tie('any')];
  const arithmetic = ['+', '-', '*', '/'];
  const comparisons = ['==', '!=', '<', '<=', '>', '>='];
  return {
    number: fc.oneof(
      { maxDepth: 3 },
      numberAtoms,
      infix(number, arithmetic, number),
      number.map((operand) => `-(${operand})`),
      call(['convert'], fc.constant('Decimal'), text),
      fc.oneof(call(['bitor', 'bitand', 'bitxor'], number, number), infix(number, ['|', '&', '^'], number)),
    ),
    boolean: fc.oneof(
      { maxDepth: 3 },
      booleanAtoms,
      infix(boolean, ['&&', '||', '==', '!='], boolean),
      infix(number, comparisons, number),
      infix(text, comparisons, text),
      boolean.map((operand) => `!(${operand})`),
      call(['isNull', 'isUndefined'], any),
      call(['startsWith', 'endsWith', 'contains'], text, text),
    ),
    text: fc.oneof(
      { maxDepth: 3 },
      textAtoms,
      infix(text, ['+'], text),
      template(any),
      call(['convert'], fc.constant('String'), number),
    ),
    any: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(numberAtoms, booleanAtoms, textAtoms),
      fc.oneof(number, boolean, text),
      infix(any, [...arithmetic, ...comparisons, '&&', '||', '|', '&', '^'], any),
      call(['bitnot', 'timeout', 'currentInput'], any),
    ),
  };
});

/** Mostly of the type. */
const mostly = (typed: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 12, arbitrary: typed }, { weight: 1, arbitrary: all.any });

export const expressionTexts: { readonly [Type in keyof ExpressionTexts]: fc.Arbitrary<string> } = {
  number: mostly(all.number),
  boolean: mostly(all.boolean),
  text: mostly(all.text),
  any: all.any,
};
