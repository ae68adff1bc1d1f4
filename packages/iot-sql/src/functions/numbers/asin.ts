import { doubleFunction } from '../double-function.ts';

/** The inverse sine in radians; outside -1 to 1 the result would be imaginary: Undefined. */
export const asin = doubleFunction('asin', Math.asin);
