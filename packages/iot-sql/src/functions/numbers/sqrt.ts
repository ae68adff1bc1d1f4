import { doubleFunction } from '../double-function.ts';

/** The square root; Undefined below 0. */
export const sqrt = doubleFunction('sqrt', Math.sqrt);
