import type { BuiltIn } from './built-in.ts';

/** All arguments must be integers, else the result is undefined; nothing is converted (AWS, Expressions). */
export function integerBits(combine: (left: bigint, right: bigint) => bigint): BuiltIn {
  return {
    parameters: ['Integer', 'Integer'],
    result: 'Integer',
    apply: ([left, right]) =>
      typeof left === 'bigint' && typeof right === 'bigint' ? combine(left, right) : undefined,
  };
}

export const integerComplement: BuiltIn = {
  parameters: ['Integer'],
  result: 'Integer',
  apply: ([value]) => (typeof value === 'bigint' ? ~value : undefined),
};
