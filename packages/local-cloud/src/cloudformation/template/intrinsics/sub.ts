import { type Intrinsic, unresolved } from '../evaluate.ts';
import { isMap, isScalar, type JsonMap } from '../json.ts';
import { templateError } from '../template-error.ts';

/** `${Name}`, `${Name.Attribute}` or the literal `${!Name}`. */
const variable = /\$\{(!?)([^}]+)\}/g;

/** The text and the map of an Fn::Sub. @throws AwsError ValidationError */
export const subArguments = (argument: unknown): { readonly text: string; readonly variables: JsonMap } => {
  const [text, variables = {}, ...rest] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
  if (typeof text !== 'string' || !isMap(variables) || rest.length > 0)
    throw templateError(
      "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
    );
  return { text, variables };
};

/** The names that a text of Fn::Sub asks for, literals left out. */
export const subVariables = (text: string): readonly string[] =>
  [...text.matchAll(variable)].filter(([, literal]) => literal === '').map(([, , name = '']) => name.trim());

export const sub: Intrinsic = (argument, evaluate, scope) => {
  const { text, variables } = subArguments(argument);
  const resolve = (name: string): unknown => {
    if (Object.hasOwn(variables, name)) return evaluate(variables[name]);
    const dot = name.indexOf('.');
    return dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
  };
  const values = new Map(subVariables(text).map((name) => [name, resolve(name)]));
  if ([...values.values()].includes(unresolved)) return unresolved;
  return text.replace(variable, (_whole, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    const value = values.get(name.trim());
    if (!isScalar(value)) throw templateError(`variable ${name} in Fn::Sub expression does not resolve to a string`);
    return String(value);
  });
};
