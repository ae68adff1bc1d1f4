import { textFunction } from '../text-function.ts';

/** The string in upper case. */
export const upper = textFunction('upper', (text) => text.toUpperCase());
