import type { Constraint } from './object.ts';

const named = (names: readonly string[]): string => names.join(' and ');

/** Exactly one of the fields is there. */
export const exactlyOne = (...names: readonly string[]): Constraint => ({
  schema: { oneOf: names.map((name) => ({ required: [name] })) },
  check: (fields, path, report) => {
    const [first, second] = names.filter((name) => fields.has(name));
    if (first === undefined) report(path, `needs one of ${names.join(', ')}`);
    else if (second !== undefined)
      report([...path, second], `${second} cannot be there together with ${first}`, { key: true });
  },
});

/** Some of the fields are there. */
export const atLeastOne = (...names: readonly string[]): Constraint => ({
  schema: { anyOf: names.map((name) => ({ required: [name] })) },
  check: (fields, path, report) => {
    if (!names.some((name) => fields.has(name))) report(path, `needs ${named(names)}, or one of them`);
  },
});

/** Of the two, only one may be there. */
export const notTogether = (first: string, second: string, because: string): Constraint => ({
  schema: { not: { required: [first, second] } },
  check: (fields, path, report) => {
    if (fields.has(first) && fields.has(second))
      report([...path, second], `${second} cannot be there together with ${first}: ${because}`, { key: true });
  },
});
