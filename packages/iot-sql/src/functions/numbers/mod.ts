import { remainderFunction } from '../remainder-function.ts';

/** What is left of a division; the operator `%` and `remainder()` are the same. */
export const mod = remainderFunction('mod');
