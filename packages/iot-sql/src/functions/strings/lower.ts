import { textFunction } from '../text-function.ts';

/** The string in lower case. */
export const lower = textFunction('lower', (text) => text.toLowerCase());
