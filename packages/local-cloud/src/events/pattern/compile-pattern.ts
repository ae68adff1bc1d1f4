import { AwsError } from '../../kernel/aws-error.ts';
import { compileLeaf } from './compile-leaf.ts';
import { isObject, type Matcher, PatternError } from './matcher.ts';

const maxLength = 4096;

/** Of an array in the event, one element has to fit. */
const ofArrays =
  (matches: Matcher): Matcher =>
  (value) =>
    Array.isArray(value) && value.length > 0
      ? value.some((each) => matches(each))
      : matches(Array.isArray(value) ? undefined : value);

const compileAlternatives = (given: unknown): Matcher => {
  if (!Array.isArray(given) || given.length < 2 || !given.every(isObject)) {
    throw new PatternError('There must have at least 2 Objects in $or relationship.');
  }
  const alternatives = given.map((each) => compileObject(each));
  return (value) => alternatives.some((matches) => matches(value));
};

const compileField = (name: string, given: unknown): Matcher => {
  if (isObject(given)) {
    const inner = ofArrays(compileObject(given));
    return (value) => inner(isObject(value) ? value[name] : undefined);
  }
  if (!Array.isArray(given)) throw new PatternError(`"${name}" must be an object or an array`);
  if (given.length === 0) throw new PatternError('Empty arrays are not allowed');
  const leaves = given.map((each) => ofArrays(compileLeaf(each)));
  return (value) => leaves.some((matches) => matches(isObject(value) ? value[name] : undefined));
};

const compileObject = (pattern: Readonly<Record<string, unknown>>): Matcher => {
  const fields = Object.entries(pattern);
  if (fields.length === 0) throw new PatternError('Empty objects are not allowed');
  const matchers = fields.map(([name, given]) =>
    name === '$or' ? compileAlternatives(given) : compileField(name, given),
  );
  return (value) => matchers.every((matches) => matches(value));
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PatternError(`${(cause as Error).message}`);
  }
};

/**
 * Compiles an event pattern to a test of events.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @throws AwsError InvalidEventPatternException
 */
export const compilePattern = (text: string): ((event: object) => boolean) => {
  try {
    if (text.length > maxLength) throw new PatternError(`Pattern is longer than ${maxLength} characters`);
    const pattern = parse(text);
    if (!isObject(pattern)) throw new PatternError('Filter is not an object');
    return compileObject(pattern);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${error.message}`);
  }
};
