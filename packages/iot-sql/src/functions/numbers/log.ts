import { doubleFunction } from '../double-function.ts';

/** The logarithm to base 10; Undefined for 0 and below. */
export const log = doubleFunction('log', Math.log10);
