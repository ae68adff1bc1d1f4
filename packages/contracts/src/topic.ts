/** Names in braces of a template: `'dt/{fleet}/{deviceId}'` gives `'fleet' | 'deviceId'`. */
type ParameterNames<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never;

export type TopicParameters<T extends string> = { readonly [Name in ParameterNames<T>]: string };

/** A family of MQTT topics that differ in their parameters. A parameter fills exactly one level. */
export interface Topic<T extends string> {
  readonly template: T;
  /** Throws {@link InvalidTopicParameter}. */
  readonly build: (parameters: TopicParameters<T>) => string;
  /** undefined if `topic` is not of this family. */
  readonly parse: (topic: string) => TopicParameters<T> | undefined;
  /** A topic filter: what is not given becomes `+`. Throws {@link InvalidTopicParameter}. */
  readonly filter: (parameters?: Partial<TopicParameters<T>>) => string;
}

export class InvalidTopicParameter extends Error {
  override readonly name = 'InvalidTopicParameter';
  readonly parameter: string;

  constructor(parameter: string, value: unknown) {
    super(`${parameter} ${JSON.stringify(value)} cannot stand in a topic`);
    this.parameter = parameter;
  }
}

const nameIn = (level: string): string | undefined => /^\{(\w+)\}$/.exec(level)?.[1];

/** `patterns` says, as sources of regular expressions, what each parameter may be. */
export const topic = <const T extends string>(
  template: T,
  patterns: { readonly [Name in ParameterNames<T>]: string },
): Topic<T> => {
  const levels = template.split('/').map((text) => {
    const name = nameIn(text);
    const pattern = name === undefined ? undefined : (patterns as Record<string, string>)[name];
    return { text, name, accepts: pattern === undefined ? undefined : new RegExp(pattern) };
  });

  const fill = (parameters: Partial<Record<string, string>>, missing: string | undefined): string =>
    levels
      .map(({ text, name, accepts }) => {
        if (name === undefined || accepts === undefined) return text;
        const value = parameters[name];
        if (value === undefined && missing !== undefined) return missing;
        if (value === undefined || !accepts.test(value)) throw new InvalidTopicParameter(name, value);
        return value;
      })
      .join('/');

  return {
    template,
    build: (parameters) => fill(parameters, undefined),
    filter: (parameters = {}) => fill(parameters, '+'),
    parse: (candidate) => {
      const parts = candidate.split('/');
      const matches =
        parts.length === levels.length &&
        levels.every(({ text, accepts }, index) => accepts?.test(parts[index] ?? '') ?? text === parts[index]);
      if (!matches) return undefined;
      const pairs = levels.flatMap(({ name }, index) => (name === undefined ? [] : [[name, parts[index]]]));
      return Object.fromEntries(pairs) as TopicParameters<T>;
    },
  };
};
