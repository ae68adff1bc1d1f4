import type { Path, Report } from '../report.ts';

/** A JSON Schema (draft 7): plain JSON. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * What a value in a rule file must be, said once: for editors as a JSON Schema, for us as a reader. The reader reports
 * whatever is wrong and then gives undefined.
 */
export interface Shape<T> {
  readonly schema: JsonSchema;
  readonly read: (value: unknown, path: Path, report: Report) => T | undefined;
}

const longestShown = 60;

/** A value as a message quotes it. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
};

/** Says more about a shape to who writes it. */
export const described = <T>(shape: Shape<T>, description: string, more: JsonSchema = {}): Shape<T> => ({
  ...shape,
  schema: { description, ...more, ...shape.schema },
});
