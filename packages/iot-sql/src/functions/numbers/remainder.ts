import { remainderFunction } from '../remainder-function.ts';

/** What is left of a division; the operator `%` and `mod()` are the same. */
export const remainder = remainderFunction('remainder');
