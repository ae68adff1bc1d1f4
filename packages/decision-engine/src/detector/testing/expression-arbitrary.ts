import fc from 'fast-check';
import { names } from './names.ts';

const quoted = (text: string): string => `'${text}'`;

const atoms = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map(String),
  fc.constantFrom('0.5', '1.5e3', 'true', 'false', "'text'", '"on"', "''"),
  fc.constantFrom(...names.variables).map((name) => `$variable.${name}`),
  fc
    .tuple(fc.constantFrom(...names.inputs), fc.constantFrom(...names.attributes))
    .map(([input, attribute]) => `$input.${input}.${attribute}`),
  fc.constantFrom(...names.timers).map((name) => `timeout("${name}")`),
  fc.constantFrom(...names.inputs).map((name) => `currentInput("${name}")`),
  fc.constantFrom('triggerType("Message")', 'triggerType("Timer")'),
);

const operators = ['||', '&&', '|', '^', '&', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/'] as const;

/** Texts of expressions as AWS IoT Events has them, over {@link names}. They can be parsed; their types may not go together. */
export const expressionText: fc.Arbitrary<string> = fc.letrec<{ any: string; call: string; composed: string }>(
  (tie) => ({
    any: fc.oneof({ maxDepth: 3, withCrossShrink: true }, atoms, tie('composed'), tie('call')),
    composed: fc.oneof(
      fc
        .tuple(tie('any'), fc.constantFrom(...operators), tie('any'))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc.tuple(fc.constantFrom('!', '~', '-'), tie('any')).map(([operator, operand]) => `${operator}(${operand})`),
      tie('any').map((part) => (part.includes("'") ? part : quoted(`value: \${${part}}!`))),
    ),
    call: fc.oneof(
      fc
        .tuple(
          fc.constantFrom('startsWith', 'endsWith', 'contains', 'bitor', 'bitand', 'bitxor'),
          tie('any'),
          tie('any'),
        )
        .map(([name, left, right]) => `${name}(${left}, ${right})`),
      fc
        .tuple(fc.constantFrom('isNull', 'isUndefined', 'bitnot'), tie('any'))
        .map(([name, operand]) => `${name}(${operand})`),
      fc
        .tuple(fc.constantFrom('String', 'Decimal', 'Boolean'), tie('any'))
        .map(([type, operand]) => `convert(${type}, ${operand})`),
    ),
  }),
).any;
