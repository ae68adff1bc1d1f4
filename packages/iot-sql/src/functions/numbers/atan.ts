import { doubleFunction } from '../double-function.ts';

/** The inverse tangent in radians. */
export const atan = doubleFunction('atan', Math.atan);
