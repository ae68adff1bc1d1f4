import { partsOf } from '../../values/exact-number.ts';
import { numberFunction } from '../number-function.ts';

/** -1, 0 or 1, an Int. */
export const sign = numberFunction('sign', (number) => {
  const { unscaled } = partsOf(number);
  if (unscaled === 0n) return 0;
  return unscaled < 0n ? -1 : 1;
});
