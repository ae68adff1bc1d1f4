import { doubleFunction } from '../double-function.ts';

/** The hyperbolic sine. */
export const sinh = doubleFunction('sinh', Math.sinh);
