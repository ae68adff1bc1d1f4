import { type Bound, operandsOf } from './bound.ts';

/** Metrics by name, and `last(name)` for the latest that the rule saw. */
type Names = ReadonlySet<string>;

const union = (one: Names, other: Names): Names => new Set([...one, ...other]);
const intersection = (one: Names, other: Names): Names => new Set([...one].filter((name) => other.has(name)));

/** A metric that the reading brings is also the latest that the rule saw. */
const namesOf = ({ kind, name }: Bound & { kind: 'metric' | 'last' }): Names =>
  new Set(kind === 'metric' ? [name, `last(${name})`] : [`last(${name})`]);

/** Everything that a value is computed from, if it has a value at all. */
const needed = (bound: Bound): Names => {
  if (bound.kind === 'metric' || bound.kind === 'last') return namesOf(bound);
  if (bound.type === 'boolean' && bound.kind === 'missing') return new Set();
  if (bound.kind === 'binary' && (bound.operator === '&&' || bound.operator === '||'))
    return intersection(surelyKnown(bound, true), surelyKnown(bound, false));
  return operandsOf(bound).map(needed).reduce(union, new Set<string>());
};

/**
 * The metrics that a reading must have brought when the condition `bound` is `truth`: of `a > 1 && b > 2` both when it is
 * true, and none when it is false, for one alone makes it so.
 */
export const surelyKnown = (bound: Bound, truth: boolean): Names => {
  if (bound.kind === 'unary' && bound.operator === '!') return surelyKnown(bound.operand, !truth);
  if (bound.kind === 'missing') return truth ? new Set() : namesOf(bound.operand as Bound & { kind: 'metric' });
  if (bound.kind !== 'binary' || (bound.operator !== '&&' && bound.operator !== '||')) return needed(bound);
  const sides = [surelyKnown(bound.left, truth), surelyKnown(bound.right, truth)] as const;
  return (bound.operator === '&&') === truth ? union(...sides) : intersection(...sides);
};
