import { asCall } from './evaluate.ts';
import { subArguments, subVariables } from './intrinsics/sub.ts';

/** One use of a parameter, pseudo parameter or resource; with `attribute` it is a Fn::GetAtt. */
export interface Reference {
  readonly name: string;
  readonly attribute?: string;
}

const dotted = (text: string): Reference => {
  const dot = text.indexOf('.');
  return dot < 0 ? { name: text } : { name: text.slice(0, dot), attribute: text.slice(dot + 1) };
};

const inSub = (argument: unknown, inner: (value: unknown) => readonly Reference[]): readonly Reference[] => {
  const { text, variables } = subArguments(argument);
  const free = subVariables(text).filter((name) => !Object.hasOwn(variables, name));
  return [...free.map(dotted), ...inner(Object.values(variables))];
};

const inGetAtt = (argument: unknown, inner: (value: unknown) => readonly Reference[]): readonly Reference[] => {
  if (typeof argument === 'string') return [dotted(argument)];
  const [name, attribute] = Array.isArray(argument) ? (argument as unknown[]) : [];
  if (typeof name !== 'string') return [];
  return [{ name, attribute: typeof attribute === 'string' ? attribute : '' }, ...inner(attribute)];
};

/**
 * Everything that a part of a template refers to. With `condition` only the branch of an Fn::If that is taken counts.
 * @throws AwsError ValidationError for a malformed Fn::Sub
 */
export const referencesIn = (value: unknown, condition?: (name: string) => boolean): readonly Reference[] => {
  const inner = (each: unknown) => referencesIn(each, condition);
  const call = asCall(value);
  if (call?.name === 'Ref' && typeof call.argument === 'string') return [{ name: call.argument }];
  if (call?.name === 'Fn::GetAtt') return inGetAtt(call.argument, inner);
  if (call?.name === 'Fn::Sub') return inSub(call.argument, inner);
  if (call?.name === 'Fn::If' && Array.isArray(call.argument)) {
    const [name, whenTrue, whenFalse] = call.argument as unknown[];
    if (condition === undefined || typeof name !== 'string') return [...inner(whenTrue), ...inner(whenFalse)];
    return inner(condition(name) ? whenTrue : whenFalse);
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(inner) : [];
};
