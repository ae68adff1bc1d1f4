import type { Scalar } from '../json.ts';
import { compileValue } from '../rule-expression/compile-value.ts';
import { type Bound, operandsOf, type RuleCondition, type RuleScope, surelyKnown } from '../rule-expression/index.ts';
import type { Atom } from '../watch.ts';

type Settings = Readonly<Record<string, Scalar>>;
type Binary = Extract<Bound, { kind: 'binary' }>;
type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** An atom whose value may depend on the device's settings, and how often it may be expected to hold: less is better. */
interface Source {
  readonly weight: number;
  readonly atom: (settings: Settings) => Atom;
}

const weights = { equal: 1, bound: 4, boolean: 8, present: 100 };

const negated = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' } as const;
const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const;

const isComparison = (operator: string): operator is Comparison => Object.hasOwn(negated, operator);

/** The same for every reading of a device whose settings stay. */
const isFixed = (bound: Bound): boolean =>
  bound.kind === 'constant' || bound.kind === 'setting'
    ? true
    : bound.kind !== 'property' &&
      bound.kind !== 'metric' &&
      bound.kind !== 'last' &&
      bound.kind !== 'missing' &&
      operandsOf(bound).every(isFixed);

const fixedValue = (bound: Bound): ((settings: Settings) => Scalar | undefined) => {
  const evaluate = compileValue(bound);
  const scope: RuleScope = { metrics: {}, last: {}, settings: {}, deviceId: '', fleet: '', deviceType: '', time: 0 };
  return (settings) => evaluate({ ...scope, settings });
};

const atomOf = (metric: string, operator: Comparison, value: Scalar | undefined): Atom => {
  if (value === undefined || operator === '!=') return { metric, is: 'present' };
  if (typeof value === 'boolean') return { metric, is: value ? 'atLeast' : 'atMost', value: Number(value) };
  if (operator === '==') return { metric, is: 'equal', value };
  return { metric, is: operator === '>' || operator === '>=' ? 'atLeast' : 'atMost', value: Number(value) };
};

const comparisonSource = (metric: string, operator: Comparison, value: Bound): Source => {
  const fixed = fixedValue(value);
  const weight = operator === '!=' ? weights.present : operator === '==' ? weights.equal : weights.bound;
  return {
    weight: value.type === 'boolean' ? weights.boolean : weight,
    atom: (settings) => atomOf(metric, operator, fixed(settings)),
  };
};

const comparisonSources = ({ left, operator, right }: Binary, truth: boolean): Source[] | undefined => {
  if (!isComparison(operator)) return undefined;
  const said = truth ? operator : negated[operator];
  if (left.kind === 'metric' && isFixed(right)) return [comparisonSource(left.name, said, right)];
  if (right.kind === 'metric' && isFixed(left)) return [comparisonSource(right.name, mirrored[said], left)];
  return undefined;
};

const present = (bound: Bound, truth: boolean): Source[] | undefined => {
  const metric = [...surelyKnown(bound, truth)].find((name) => !name.startsWith('last('));
  return metric === undefined ? undefined : [{ weight: weights.present, atom: () => ({ metric, is: 'present' }) }];
};

const weightOf = (sources: readonly Source[]): number => sources.reduce((sum, { weight }) => sum + weight, 0);

/** `a && b` needs what either of them needs, `a || b` what both need. */
const joined = ({ left, operator, right }: Binary, truth: boolean): Source[] | undefined => {
  const [one, other] = [sourcesOf(left, truth), sourcesOf(right, truth)];
  if ((operator === '&&') !== truth) return one && other && [...one, ...other];
  if (!one || !other) return one ?? other;
  return weightOf(one) <= weightOf(other) ? one : other;
};

const sourcesOf = (bound: Bound, truth: boolean): Source[] | undefined => {
  if (bound.kind === 'constant') return bound.value === truth ? undefined : [];
  if (bound.kind === 'unary' && bound.operator === '!') return sourcesOf(bound.operand, !truth);
  if (bound.kind === 'metric') {
    const value = { kind: 'constant', type: 'boolean', value: truth } as const;
    return [comparisonSource(bound.name, '==', value)];
  }
  if (bound.kind !== 'binary') return present(bound, truth);
  if (bound.operator === '&&' || bound.operator === '||') return joined(bound, truth);
  return comparisonSources(bound, truth) ?? present(bound, truth);
};

/**
 * What must hold of a reading, at least one of it, for the condition to be `truth`: necessary, not sufficient. Undefined when
 * the condition can be `truth` whatever the reading holds.
 */
export const necessaryAtoms = (
  { bound, settings: used }: RuleCondition,
  truth: boolean,
): ((settings: Settings) => readonly Atom[]) | undefined => {
  const sources = sourcesOf(bound, truth);
  if (!sources) return undefined;
  const atoms = (settings: Settings) => sources.map(({ atom }) => atom(settings));
  if (used.length > 0) return atoms;
  const constant = atoms({});
  return () => constant;
};
