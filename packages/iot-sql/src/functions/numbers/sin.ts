import { doubleFunction } from '../double-function.ts';

/** The sine of radians. */
export const sin = doubleFunction('sin', Math.sin);
