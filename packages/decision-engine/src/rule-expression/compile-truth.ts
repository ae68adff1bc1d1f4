import type { Bound } from './bound.ts';
import { type Comparison, compileComparison } from './compile-comparison.ts';
import type { Compilers } from './compilers.ts';
import { functions } from './functions.ts';
import { and, not, or, type TruthOf } from './truth.ts';

const truth = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

const compileMissing = ({ kind, type, name }: Bound & { kind: 'metric' | 'last' }): TruthOf =>
  kind === 'metric'
    ? // A value of another type than declared is none.
      ({ metrics }) => typeof metrics[name] !== type
    : ({ metrics, last }) => typeof metrics[name] !== type && typeof last[name] !== type;

const compileBinary = ({ operator, left, right }: Bound & { kind: 'binary' }, compilers: Compilers): TruthOf => {
  if (operator === '&&') return and(compilers.truth(left), compilers.truth(right));
  if (operator === '||') return or(compilers.truth(left), compilers.truth(right));
  return compileComparison(operator as Comparison, left, right, compilers);
};

const compileCall = (bound: Bound & { kind: 'call' }, compilers: Compilers): TruthOf => {
  const { run } = functions[bound.name] as { run: (text: string, part: string) => boolean };
  const [text, part] = bound.arguments.map(compilers.text);
  return (scope) => {
    const whole = text?.(scope);
    const piece = part?.(scope);
    return whole === undefined || piece === undefined ? undefined : run(whole, piece);
  };
};

/** Compiles what is a boolean, in Kleene's logic. */
export const compileTruth = (bound: Bound, compilers: Compilers): TruthOf => {
  switch (bound.kind) {
    case 'constant': {
      const value = truth(bound.value);
      return () => value;
    }
    case 'metric':
      return ({ metrics }) => truth(metrics[bound.name]);
    case 'last':
      return ({ metrics, last }) => truth(metrics[bound.name]) ?? truth(last[bound.name]);
    case 'setting':
      return ({ settings }) => truth(settings[bound.name]) ?? truth(bound.fallback);
    case 'missing':
      return compileMissing(bound.operand as Bound & { kind: 'metric' | 'last' });
    case 'unary':
      return not(compilers.truth(bound.operand));
    case 'binary':
      return compileBinary(bound, compilers);
    case 'call':
      return compileCall(bound, compilers);
    case 'property':
    case 'text':
      throw new TypeError(`${bound.kind} is not a boolean`);
  }
};
