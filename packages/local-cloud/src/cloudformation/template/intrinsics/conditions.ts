import { type Evaluate, type Intrinsic, isUnresolved } from '../evaluate.ts';
import { isMap, isScalar } from '../json.ts';
import { templateError } from '../template-error.ts';

/** `Fn::If`: only the branch that is taken is evaluated. */
export const ifIntrinsic: Intrinsic = (argument, evaluate, scope) => {
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string')
    throw templateError(
      'Fn::If requires a list argument with three elements: a condition name, a value if true and a value if false',
    );
  return evaluate(scope.condition(argument[0]) ? argument[1] : argument[2]);
};

const comparable = (value: unknown): unknown => (isScalar(value) ? String(value) : JSON.stringify(value));

const equals = (argument: unknown, evaluate: Evaluate): boolean => {
  if (!Array.isArray(argument) || argument.length !== 2)
    throw templateError('every Fn::Equals object requires a list of 2 string parameters.');
  const [left, right] = argument.map(evaluate);
  if (isUnresolved(left) || isUnresolved(right))
    throw templateError('Fn::Equals in Conditions cannot depend on a resource');
  return comparable(left) === comparable(right);
};

const operands = (name: string, argument: unknown, min: number, max: number): readonly unknown[] => {
  if (!Array.isArray(argument) || argument.length < min || argument.length > max)
    throw templateError(
      `every ${name} object requires a list of ${min === max ? min : `${min} to ${max}`} boolean parameters.`,
    );
  return argument;
};

/**
 * Evaluates one condition. `named` gives the value of another one (`{Condition: name}`).
 * @throws AwsError ValidationError
 */
export const evaluateCondition = (value: unknown, evaluate: Evaluate, named: (name: string) => boolean): boolean => {
  const inner = (each: unknown) => evaluateCondition(each, evaluate, named);
  const [name = '', ...others] = isMap(value) ? Object.keys(value) : [];
  const argument = isMap(value) ? value[name] : undefined;
  if (others.length === 0) {
    if (name === 'Condition' && typeof argument === 'string') return named(argument);
    if (name === 'Fn::Equals') return equals(argument, evaluate);
    if (name === 'Fn::And') return operands(name, argument, 2, 10).every(inner);
    if (name === 'Fn::Or') return operands(name, argument, 2, 10).some(inner);
    if (name === 'Fn::Not') return !operands(name, argument, 1, 1).every(inner);
  }
  throw templateError(
    `every condition must be one of Fn::And, Fn::Equals, Fn::Not, Fn::Or and Condition, not ${JSON.stringify(value)}`,
  );
};
