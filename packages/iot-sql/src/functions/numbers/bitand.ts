import { bitsFunction } from '../bits-function.ts';

/** Bitwise AND of two Ints. */
export const bitand = bitsFunction('bitand', (first, second) => first & second);
