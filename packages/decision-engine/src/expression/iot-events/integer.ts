import { Invalid } from './value.ts';

const LEAST = -(2n ** 63n);
const GREATEST = 2n ** 63n - 1n;

/**
 * Integers have 64 bits. AWS does not document their range; without one, a variable that is multiplied by itself on every
 * message would grow without end.
 */
export function fitsInteger(value: bigint): boolean {
  return value >= LEAST && value <= GREATEST;
}

export function integer(value: bigint): bigint | Invalid {
  return fitsInteger(value) ? value : new Invalid('an integer result does not fit 64 bits');
}

/** A result of arithmetic with decimals. There is one zero only, so that a state is the same after it was stored. */
export function decimal(value: number): number | Invalid {
  return Number.isFinite(value) ? value + 0 : new Invalid('a decimal result is not finite');
}
