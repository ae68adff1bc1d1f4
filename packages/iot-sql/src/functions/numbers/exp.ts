import { doubleFunction } from '../double-function.ts';

/** e to the power of the argument. */
export const exp = doubleFunction('exp', Math.exp);
