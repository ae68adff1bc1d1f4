import { doubleFunction } from '../double-function.ts';

/** The tangent of radians. */
export const tan = doubleFunction('tan', Math.tan);
