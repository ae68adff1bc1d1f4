import { doublePairFunction } from '../double-pair-function.ts';

/** `atan2(y, x)`: the angle in radians between the positive x-axis and the point, negative below the axis. */
export const atan2 = doublePairFunction('atan2', Math.atan2);
