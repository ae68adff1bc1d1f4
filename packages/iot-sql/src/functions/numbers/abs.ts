import { calculate } from '../../values/arithmetic.ts';
import { partsOf } from '../../values/exact-number.ts';
import { numberFunction } from '../number-function.ts';

/** The absolute value: Int of an Int, Decimal of a Decimal. */
export const abs = numberFunction('abs', (number) =>
  partsOf(number).unscaled < 0n ? calculate('-', 0, number) : number,
);
