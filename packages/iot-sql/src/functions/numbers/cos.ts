import { doubleFunction } from '../double-function.ts';

/** The cosine of radians. */
export const cos = doubleFunction('cos', Math.cos);
