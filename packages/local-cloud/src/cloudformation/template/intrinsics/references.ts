import type { Intrinsic } from '../evaluate.ts';
import { unresolved } from '../evaluate.ts';
import { templateError } from '../template-error.ts';

export const ref: Intrinsic = (argument, _evaluate, scope) => {
  if (typeof argument !== 'string') throw templateError('every Ref object must have a single String value.');
  return scope.ref(argument);
};

export const getAtt: Intrinsic = (argument, evaluate, scope) => {
  const parts = typeof argument === 'string' ? argument.split(/\.(.*)/s, 2) : argument;
  const [logicalId, name] = Array.isArray(parts) ? [parts[0] as unknown, evaluate(parts[1])] : [];
  if (typeof logicalId !== 'string' || typeof name !== 'string')
    throw templateError(
      'every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
    );
  return scope.attribute(logicalId, name);
};

export const importValue: Intrinsic = (argument, evaluate, scope) => {
  const name = evaluate(argument);
  if (name === unresolved) return unresolved;
  if (typeof name !== 'string') throw templateError('the attribute in Fn::ImportValue must be a string');
  return scope.exported(name);
};
