import { doubleFunction } from '../double-function.ts';

/** The inverse cosine in radians; outside -1 to 1 the result would be imaginary: Undefined. */
export const acos = doubleFunction('acos', Math.acos);
