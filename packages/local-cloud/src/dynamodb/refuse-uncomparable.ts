import { UnsupportedError } from '../kernel/aws-error.ts';

interface Expression {
  readonly type?: string;
  readonly args?: readonly unknown[];
}

const equalities = new Set(['=', '<>', 'in']);

const isDocument = (operand: unknown): boolean =>
  typeof operand === 'object' && operand !== null && !Array.isArray(operand) && ('L' in operand || 'M' in operand);

const refuseIn = ({ type = '', args = [] }: Expression): void => {
  if (equalities.has(type) && args.some(isDocument)) {
    throw new UnsupportedError(`the comparison ${type} with a list or a map in a DynamoDB expression`);
  }
  for (const each of args) {
    if (typeof each === 'object' && each !== null && !Array.isArray(each)) refuseIn(each);
  }
};

/** Dynalite never finds two lists or two maps equal. @throws UnsupportedError for an expression that compares them */
export const refuseUncomparable = (data: Readonly<Record<string, unknown>>): void => {
  for (const name of ['_condition', '_filter']) {
    const { expression } = (data[name] ?? {}) as { expression?: Expression };
    if (expression !== undefined) refuseIn(expression);
  }
};
