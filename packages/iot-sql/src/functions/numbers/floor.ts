import { round } from '../../values/rounding.ts';
import { numberFunction } from '../number-function.ts';

/** Rounds down to the nearest Int: `floor(-1.2)` is -2. */
export const floor = numberFunction('floor', (number) => round(number, 'floor'));
