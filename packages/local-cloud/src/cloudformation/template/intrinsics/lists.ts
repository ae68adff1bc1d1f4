import { UnsupportedError } from '../../../kernel/aws-error.ts';
import { type Intrinsic, isUnresolved, unresolved } from '../evaluate.ts';
import { isScalar } from '../json.ts';
import { templateError } from '../template-error.ts';

const refuseJoin = () =>
  templateError(
    'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
  );

export const join: Intrinsic = (argument, evaluate) => {
  if (!Array.isArray(argument) || argument.length !== 2 || typeof argument[0] !== 'string') throw refuseJoin();
  const items = evaluate(argument[1]);
  if (isUnresolved(items)) return unresolved;
  if (!Array.isArray(items) || !items.every(isScalar)) throw refuseJoin();
  return items.map(String).join(argument[0]);
};

export const split: Intrinsic = (argument, evaluate) => {
  const [delimiter, source] = Array.isArray(argument) ? [argument[0] as unknown, evaluate(argument[1])] : [];
  if (source === unresolved) return unresolved;
  if (typeof delimiter !== 'string' || typeof source !== 'string' || delimiter === '')
    throw templateError(
      'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
    );
  return source.split(delimiter);
};

export const select: Intrinsic = (argument, evaluate) => {
  const [index, items] = Array.isArray(argument) && argument.length === 2 ? argument.map(evaluate) : [];
  if (items === unresolved || index === unresolved) return unresolved;
  if (!Array.isArray(items) || !/^\d+$/.test(String(index)))
    throw templateError('Fn::Select requires a list argument with two elements: an integer index and a list');
  const item: unknown = items[Number(index)];
  if (item === undefined) throw templateError(`Fn::Select cannot select nonexistent value at index ${String(index)}`);
  return item;
};

/** The first zones of the region, as an account without a default VPC of its own sees them. */
export const getAZs: Intrinsic = (argument, evaluate, scope) => {
  const region = evaluate(argument);
  if (region !== '' && region !== scope.region)
    throw new UnsupportedError(`Fn::GetAZs of the region ${String(region)}: this one runs ${scope.region}`);
  return ['a', 'b', 'c'].map((letter) => `${scope.region}${letter}`);
};
