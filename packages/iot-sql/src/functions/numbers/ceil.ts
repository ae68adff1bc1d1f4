import { round } from '../../values/rounding.ts';
import { numberFunction } from '../number-function.ts';

/** Rounds up to the nearest Int: `ceil(-1.2)` is -1. */
export const ceil = numberFunction('ceil', (number) => round(number, 'ceil'));
