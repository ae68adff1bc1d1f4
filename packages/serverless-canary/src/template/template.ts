export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [member: string]: Json;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly UpdatePolicy?: JsonObject;
}

/** A CloudFormation template, as the framework compiles it. */
export interface Template {
  readonly Parameters?: JsonObject;
  readonly Conditions?: JsonObject;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: JsonObject;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The logical ids that a resource waits for, whichever way they are written. */
export const dependenciesOf = ({ DependsOn = [] }: Resource): readonly string[] =>
  typeof DependsOn === 'string' ? [DependsOn] : DependsOn;

/** The member at `path`, if there is one. */
export const memberAt = (value: Json | undefined, ...path: readonly string[]): Json | undefined => {
  let found = value;
  for (const name of path) found = isObject(found) ? found[name] : undefined;
  return found;
};
