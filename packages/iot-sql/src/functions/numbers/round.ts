import { round as roundTo } from '../../values/rounding.ts';
import { numberFunction } from '../number-function.ts';

/** Rounds to the nearest Int, halves away from zero: the guide's examples have `round(1.5)` = 2 and `round(-1.5)` = -2. */
export const round = numberFunction('round', (number) => roundTo(number, 'halfAwayFromZero'));
