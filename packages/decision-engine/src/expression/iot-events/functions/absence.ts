import type { BuiltIn } from './built-in.ts';

/** `{"a": null}`: a is null and not undefined; what is missing is undefined and not null (AWS, Expressions). */
export function absence(absent: null | undefined): BuiltIn {
  return { parameters: ['Any'], result: 'Boolean', apply: ([value]) => value === absent };
}
