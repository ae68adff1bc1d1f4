import { isMap, type JsonMap } from './json.ts';

/** Stands for what is known only once a resource exists: a plan is evaluated before anything is made. */
export const unresolved = Symbol('known only when the resource exists');

/** What `Ref: AWS::NoValue` gives: the member or element that holds it is left out. */
export const noValue = Symbol('AWS::NoValue');

/** What the intrinsic functions of one template ask for. */
export interface Scope {
  readonly region: string;
  /** The value of a parameter, pseudo parameter or resource. @throws AwsError ValidationError */
  readonly ref: (name: string) => unknown;
  /** An attribute of a resource. @throws AwsError ValidationError */
  readonly attribute: (logicalId: string, name: string) => unknown;
  readonly condition: (name: string) => boolean;
  /** @throws AwsError ValidationError */
  readonly mapping: (map: string, top: string, second: string) => unknown;
  /** The value of an export. @throws AwsError ValidationError */
  readonly exported: (name: string) => unknown;
}

export type Evaluate = (value: unknown) => unknown;

/** An intrinsic function: `argument` comes as the template has it, `evaluate` gives the value of a part of it. */
export type Intrinsic = (argument: unknown, evaluate: Evaluate, scope: Scope) => unknown;

/** The function's name and argument if `value` is a call of one, e.g. `{Ref: 'X'}`. */
export const asCall = (value: unknown): { readonly name: string; readonly argument: unknown } | undefined => {
  if (!isMap(value)) return undefined;
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument: value[name] } : undefined;
};

/** Whether something in `value` is known only later. */
export const isUnresolved = (value: unknown): boolean => {
  if (value === unresolved) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(isUnresolved);
};

const evaluateMap = (map: JsonMap, evaluate: Evaluate): JsonMap =>
  Object.fromEntries(
    Object.entries(map)
      .map(([key, value]) => [key, evaluate(value)] as const)
      .filter(([, value]) => value !== noValue),
  );

/**
 * Gives the value of a part of a template: intrinsic functions are replaced by what they give, `AWS::NoValue` falls out.
 * @returns plain data, with {@link unresolved} where it is not known yet
 * @throws AwsError ValidationError
 */
export const createEvaluate = (intrinsics: Readonly<Record<string, Intrinsic>>, scope: Scope): Evaluate => {
  const evaluate: Evaluate = (value) => {
    const call = asCall(value);
    const intrinsic = call === undefined ? undefined : intrinsics[call.name];
    if (call !== undefined && intrinsic !== undefined) return intrinsic(call.argument, evaluate, scope);
    if (Array.isArray(value)) return value.map(evaluate).filter((item) => item !== noValue);
    return isMap(value) ? evaluateMap(value, evaluate) : value;
  };
  return evaluate;
};
