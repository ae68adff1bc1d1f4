import { doubleFunction } from '../double-function.ts';

/** The hyperbolic cosine. */
export const cosh = doubleFunction('cosh', Math.cosh);
