import { didYouMean } from '../../rule-expression/index.ts';
import type { Path, Report } from '../report.ts';
import { type JsonSchema, type Shape, shown } from './shape.ts';

export interface Field<T, Required extends boolean> {
  readonly shape: Shape<T>;
  readonly required: Required;
}

// biome-ignore lint/suspicious/noExplicitAny: a field of any type, as the inference of object() needs it
type Fields = Readonly<Record<string, Field<any, boolean>>>;

type ReadOf<F extends Fields> = {
  readonly [K in keyof F as F[K]['required'] extends true ? K : never]: F[K] extends Field<infer T, boolean>
    ? T
    : never;
} & {
  readonly [K in keyof F as F[K]['required'] extends true ? never : K]?: F[K] extends Field<infer T, boolean>
    ? T
    : never;
};

/** Something that holds between the fields of an object. */
export interface Constraint {
  readonly schema: JsonSchema;
  readonly check: (fields: ReadonlySet<string>, path: Path, report: Report) => void;
}

export const required = <T>(shape: Shape<T>): Field<T, true> => ({ shape, required: true });
export const optional = <T>(shape: Shape<T>): Field<T, false> => ({ shape, required: false });

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refuseOthers = (value: object, names: readonly string[], path: Path, report: Report): void => {
  for (const name of Object.keys(value)) {
    if (names.includes(name)) continue;
    report([...path, name], `${name} is not known here${didYouMean(name, names)}`, { key: true });
  }
};

const readField = (
  { required: isNeeded, shape }: Fields[string],
  name: string,
  of: object,
  path: Path,
  report: Report,
) => {
  if (Object.hasOwn(of, name)) return shape.read((of as Record<string, unknown>)[name], [...path, name], report);
  if (isNeeded) report(path, `${name} is missing`);
  return undefined;
};

/**
 * An object of these fields and no others. Fields that cannot be read are left out of what it gives; without one that is
 * required it gives nothing.
 */
export const object = <F extends Fields>(fields: F, constraints: readonly Constraint[] = []): Shape<ReadOf<F>> => {
  const all = Object.entries(fields);
  const names = all.map(([name]) => name);
  const needed = names.filter((name) => fields[name]?.required);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(all.map(([name, { shape }]) => [name, shape.schema])),
      ...(needed.length > 0 && { required: needed }),
      additionalProperties: false,
      ...(constraints.length > 0 && { allOf: constraints.map(({ schema }) => schema) }),
    },
    read: (value, path, report) => {
      if (!isObject(value)) return void report(path, `is ${shown(value)}, must be an object with ${names.join(', ')}`);
      refuseOthers(value, names, path, report);
      for (const { check } of constraints) check(new Set(Object.keys(value)), path, report);
      const members = all.map(([name, field]) => [name, readField(field, name, value, path, report)] as const);
      const read = members.filter(([, member]) => member !== undefined);
      const hasAll = needed.every((name) => read.some(([each]) => each === name));
      return hasAll ? (Object.fromEntries(read) as ReadOf<F>) : undefined;
    },
  };
};
