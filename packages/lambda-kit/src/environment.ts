/** Reads the text of one variable; throws an Error whose message says what it must be. undefined: it is not set. */
export type Variable<T> = (text: string | undefined) => T;

export type Variables = Readonly<Record<string, Variable<string | number | boolean | undefined>>>;

export type Environment<V extends Variables> = { readonly [Name in keyof V]: ReturnType<V[Name]> };

/** A wrong setting: names every variable that is wrong, and what it must be. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  readonly variables: readonly string[];

  constructor(problems: ReadonlyMap<string, string>) {
    super([...problems].map(([variable, problem]) => `${variable} ${problem}`).join('; '));
    this.variables = [...problems.keys()];
  }
}

const required = (text: string | undefined): string => {
  if (text === undefined || text === '') throw new Error('must be set');
  return text;
};

/** Any text but none. */
export const text = (): Variable<string> => required;

/** A decimal integer within bounds, both included. */
export const integer =
  ({ min, max }: { readonly min: number; readonly max: number }): Variable<number> =>
  (value) => {
    const number = /^-?\d+$/.test(required(value)) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max)) throw new Error(`must be an integer of ${min} to ${max}, not "${value}"`);
    return number;
  };

/** One of a closed list. */
export const oneOf =
  <const T extends string>(values: readonly T[]): Variable<T> =>
  (value) => {
    const found = values.find((candidate) => candidate === required(value));
    if (found === undefined) throw new Error(`must be ${values.join(' or ')}, not "${value}"`);
    return found;
  };

/** A variable that need not be set. */
export const optional =
  <T, D>(variable: Variable<T>, otherwise: D): Variable<T | D> =>
  (value) =>
    value === undefined || value === '' ? otherwise : variable(value);

/** Reads all variables at once, at cold start. Throws {@link EnvironmentError}. */
export const parseEnvironment = <V extends Variables>(
  variables: V,
  source: Readonly<Record<string, string | undefined>>,
): Environment<V> => {
  const problems = new Map<string, string>();
  const entries = Object.entries(variables).map(([name, variable]) => {
    try {
      return [name, variable(source[name])];
    } catch (error) {
      problems.set(name, error instanceof Error ? error.message : String(error));
      return [name, undefined];
    }
  });
  if (problems.size > 0) throw new EnvironmentError(problems);
  return Object.fromEntries(entries) as Environment<V>;
};
