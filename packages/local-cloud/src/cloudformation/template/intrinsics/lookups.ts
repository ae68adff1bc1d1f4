import { type Intrinsic, unresolved } from '../evaluate.ts';
import { isScalar } from '../json.ts';
import { templateError } from '../template-error.ts';

export const findInMap: Intrinsic = (argument, evaluate, scope) => {
  const keys = Array.isArray(argument) && argument.length === 3 ? argument.map(evaluate) : [];
  if (keys.includes(unresolved)) throw templateError('Fn::FindInMap cannot depend on a resource');
  const [map, top, second] = keys;
  if (!isScalar(map) || !isScalar(top) || !isScalar(second))
    throw templateError(
      'every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
    );
  return scope.mapping(String(map), String(top), String(second));
};

export const base64: Intrinsic = (argument, evaluate) => {
  const text = evaluate(argument);
  if (text === unresolved) return unresolved;
  if (!isScalar(text)) throw templateError('every Fn::Base64 object must have a String-typed value.');
  return Buffer.from(String(text), 'utf8').toString('base64');
};
