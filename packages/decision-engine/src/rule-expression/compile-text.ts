import type { Bound } from './bound.ts';
import type { Compilers, TextOf } from './compilers.ts';
import type { Property } from './scope.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const joined = (parts: readonly Bound[], { value: compile }: Compilers): TextOf => {
  const values = parts.map(compile);
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
export const compileText = (bound: Bound, compilers: Compilers): TextOf => {
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
      return joined(bound.parts, compilers);
    case 'binary':
      return joined([bound.left, bound.right], compilers);
    case 'unary':
    case 'call':
    case 'missing':
      throw new TypeError(`${bound.kind} is not a string`);
  }
};
