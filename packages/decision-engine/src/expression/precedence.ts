import type { BinaryOperator } from './ast.ts';

/** How tightly an operator binds: C's order. All of them group from the left. */
const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
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
