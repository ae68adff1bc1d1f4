import fc from 'fast-check';
import type { BinaryOperator, Node, PathStep, UnaryOperator } from './index.ts';

const NOWHERE = { start: 0, end: 0 };
const UNARY: readonly UnaryOperator[] = ['!', '~', '-'];
const BINARY: readonly BinaryOperator[] = [
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
  '>=',
  '+',
  '-',
  '*',
  '/',
];

const names = fc.oneof(
  fc.constantFrom('a', 'true', 'Decimal', 'motor id', '_b', '$x', 'A9_'),
  fc.string({ minLength: 1 }).filter((name) => !name.includes('`')),
);
const roots = fc.oneof(
  fc.constantFrom('$input', '$variable'),
  names.filter((name) => !name.startsWith('$')),
);
const functions = fc.constantFrom('f', 'convert', 'timeout', 'isUndefined');
const steps: fc.Arbitrary<PathStep> = fc.oneof(names, fc.nat());

const literals: fc.Arbitrary<Node> = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 70n }).map((value): Node => ({ kind: 'integer', value, ...NOWHERE })),
  fc
    .double({ min: 0, noNaN: true, noDefaultInfinity: true })
    .map((value): Node => ({ kind: 'decimal', value: value === 0 ? 0 : value, ...NOWHERE })),
  fc.string().map((value): Node => ({ kind: 'string', value, ...NOWHERE })),
  fc.constantFrom('${', "'", '"\\', '$', '$${x}').map((value): Node => ({ kind: 'string', value, ...NOWHERE })),
  fc.boolean().map((value): Node => ({ kind: 'boolean', value, ...NOWHERE })),
);

/** Any tree that a text can have; `references` replaces those with any root and path. */
export function arbitraryNode(references?: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  const anyReference = fc
    .tuple(roots, fc.array(steps, { maxLength: 3 }))
    .map(([root, path]): Node => ({ kind: 'reference', root, path, ...NOWHERE }));
  return fc.letrec<{ node: Node; part: string | Node }>((tie) => ({
    part: fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('$', '${', '\\'), tie('node')),
    node: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      literals,
      references ?? anyReference,
      fc
        .tuple(fc.constantFrom(...UNARY), tie('node'))
        .map(([operator, operand]): Node => ({ kind: 'unary', operator, operand, ...NOWHERE })),
      fc
        .tuple(fc.constantFrom(...BINARY), tie('node'), tie('node'))
        .map(([operator, left, right]): Node => ({ kind: 'binary', operator, left, right, ...NOWHERE })),
      fc
        .tuple(functions, fc.array(tie('node'), { maxLength: 3 }))
        .map(([name, args]): Node => ({ kind: 'call', name, arguments: args, ...NOWHERE })),
      fc.tuple(fc.array(tie('part'), { maxLength: 3 }), tie('node')).map(([parts, last]) => template([...parts, last])),
    ),
  })).node;
}

/** Neighbouring texts are one text once they are read. */
function template(parts: readonly (string | Node)[]): Node {
  const merged: (string | Node)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return { kind: 'template', parts: merged, ...NOWHERE };
}

export function withoutSpans(node: Node): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value) => {
      if (key === 'start' || key === 'end') return undefined;
      return typeof value === 'bigint' ? `integer ${value}` : value;
    }),
  );
}
