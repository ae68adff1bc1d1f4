import { isObject } from './object.ts';
import { type Shape, shown } from './shape.ts';

export interface RecordLimits {
  /** What names must be, and what to call that: `a name like temperatureLimit`. */
  readonly names: { readonly pattern: string; readonly wanted: string };
  readonly maxProperties: number;
}

/** An object whose members all have one shape, with names that its writer chooses. */
export const record = <T>(member: Shape<T>, limits: RecordLimits): Shape<Readonly<Record<string, T>>> => {
  const { names, maxProperties } = limits;
  const isName = new RegExp(names.pattern, 'u');
  return {
    schema: {
      type: 'object',
      maxProperties,
      propertyNames: { pattern: names.pattern },
      additionalProperties: member.schema,
    },
    read: (value, path, report) => {
      if (!isObject(value)) return void report(path, `is ${shown(value)}, must be an object`);
      const entries = Object.entries(value);
      if (entries.length > maxProperties)
        report(path, `has ${entries.length} members, at most ${maxProperties} are allowed`);
      const read = entries.flatMap(([name, each]) => {
        if (!isName.test(name)) report([...path, name], `${shown(name)} must be ${names.wanted}`, { key: true });
        const one = member.read(each, [...path, name], report);
        return one === undefined ? [] : [[name, one] as const];
      });
      return Object.fromEntries(read);
    },
  };
};
