import { textFunction } from '../text-function.ts';

/** The number of characters, as Java counts them: UTF-16 units. */
export const length = textFunction('length', (text) => text.length, { since2016: true });
