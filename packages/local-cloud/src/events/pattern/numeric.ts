import { type Matcher, PatternError } from './matcher.ts';

const operators: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};
const largest = 5e9;

const readPair = (operator: unknown, bound: unknown): ((value: number) => boolean) => {
  const compare = operators[String(operator)];
  if (compare === undefined) throw new PatternError(`Unrecognized numeric range operator: ${String(operator)}`);
  if (typeof bound !== 'number') throw new PatternError(`Value of ${String(operator)} must be numeric`);
  if (Math.abs(bound) > largest) throw new PatternError('Value must be between -5.0E9 and 5.0E9, inclusive');
  return (value) => compare(value, bound);
};

/** `["=", 5]` or a range, `[">", 0, "<=", 5]`. @throws PatternError */
export const compileNumeric = (given: unknown): Matcher => {
  if (!Array.isArray(given) || (given.length !== 2 && given.length !== 4)) {
    throw new PatternError('Value of numeric must be an array of one or two operators with their numbers');
  }
  const first = readPair(given[0], given[1]);
  const second = given.length === 4 ? readPair(given[2], given[3]) : () => true;
  return (value) => typeof value === 'number' && first(value) && second(value);
};
