import type { BinaryOperator } from './ast.ts';

/**
 * How tightly an operator binds. As AWS's guide lists them: arithmetic, bitwise, comparison, logic. In C's order
 * `flags & 4 == 4` would compare first, and no operand of `&` may be a Boolean. All of them group from the left.
 */
const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '|': 5,
  '^': 6,
  '&': 7,
  '+': 8,
  '-': 8,
  '*': 9,
  '/': 9,
};

export const LOOSEST = 1;

export function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(PRECEDENCE, text);
}

export function precedenceOf(operator: BinaryOperator): number {
  return PRECEDENCE[operator];
}
