import { doubleFunction } from '../double-function.ts';

/** The natural logarithm; Undefined for 0 and below. */
export const ln = doubleFunction('ln', Math.log);
