import { doublePairFunction } from '../double-pair-function.ts';

/** The first argument to the power of the second. */
export const power = doublePairFunction('power', Math.pow);
