import type { Bound } from './bound.ts';
import { compileValue } from './compile-value.ts';
import type { Property, RuleScope } from './scope.ts';

/** A string, or undefined if it is unknown. */
export type TextOf = (scope: RuleScope) => string | undefined;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const joined = (parts: readonly Bound[]): TextOf => {
  const values = parts.map(compileValue);
  return (scope) => {
    let whole = '';
    for (const value of values) {
      const part = value(scope);
      if (part === undefined) return undefined;
      whole += part;
    }
    return whole;
  };
};

/** Compiles what is a string. */
export const compileText = (bound: Bound): TextOf => {
  switch (bound.kind) {
    case 'constant': {
      const value = String(bound.value);
      return () => value;
    }
    case 'metric':
      return ({ metrics }) => text(metrics[bound.name]);
    case 'last':
      return ({ metrics, last }) => text(metrics[bound.name]) ?? text(last[bound.name]);
    case 'setting':
      return ({ settings }) => text(settings[bound.name]) ?? String(bound.fallback);
    case 'property': {
      const name = bound.name as Exclude<Property, 'time'>;
      return (scope) => scope[name];
    }
    case 'text':
      return joined(bound.parts);
    case 'binary':
      return joined([bound.left, bound.right]);
    case 'unary':
    case 'call':
    case 'missing':
      throw new TypeError(`${bound.kind} is not a string`);
  }
};
