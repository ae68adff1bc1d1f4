import { doubleFunction } from '../double-function.ts';

/** The hyperbolic tangent. */
export const tanh = doubleFunction('tanh', Math.tanh);
