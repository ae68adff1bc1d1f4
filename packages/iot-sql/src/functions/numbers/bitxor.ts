import { bitsFunction } from '../bits-function.ts';

/** Bitwise exclusive OR of two Ints. */
export const bitxor = bitsFunction('bitxor', (first, second) => first ^ second);
