import { bitsFunction } from '../bits-function.ts';

/** Bitwise OR of two Ints. */
export const bitor = bitsFunction('bitor', (first, second) => first | second);
