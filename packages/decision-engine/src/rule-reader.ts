import { parseDuration } from './duration.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Takes a rule file apart and gathers what is wrong with it. */
export interface RuleReader {
  readonly problem: (field: string, message: string) => void;
  /** The object at `field`; refuses whatever is none and each of its members that is not in `allowed`. */
  readonly object: (field: string, value: unknown, allowed?: readonly string[]) => Fields | undefined;
  readonly text: (field: string, value: unknown, pattern: RegExp) => string | undefined;
  readonly number: (field: string, value: unknown) => number | undefined;
  /** Milliseconds. */
  readonly duration: (field: string, value: unknown) => number | undefined;
  readonly list: (field: string, value: unknown, most: number) => readonly unknown[];
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => (value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`);

/** A reader that reports each problem with the path of its field. */
export const ruleReader = (problem: RuleReader['problem']): RuleReader => {
  const refuse = (field: string, message: string): undefined => void problem(field, message);
  const join = (field: string, name: string): string => (field ? `${field}.${name}` : name);

  return {
    problem,
    object: (field, value, allowed) => {
      if (!isObject(value)) return refuse(field, `${shown(value)}, must be an object`);
      for (const name of Object.keys(value)) {
        if (allowed && !allowed.includes(name))
          refuse(join(field, name), `is not known here; known are ${allowed.join(', ')}`);
      }
      return value;
    },
    text: (field, value, pattern) =>
      typeof value === 'string' && pattern.test(value)
        ? value
        : refuse(field, `${shown(value)}, must be a text like ${pattern.source}`),
    number: (field, value) =>
      typeof value === 'number' && Number.isFinite(value) ? value : refuse(field, `${shown(value)}, must be a number`),
    duration: (field, value) =>
      parseDuration(value) ?? refuse(field, `${shown(value)}, must be a duration like 30s, 15m, 24h or 7d`),
    list: (field, value, most) => {
      if (Array.isArray(value) && value.length <= most) return value;
      refuse(field, `${shown(value)}, must be a list of at most ${most}`);
      return [];
    },
  };
};
