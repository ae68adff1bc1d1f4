import { textFunction } from '../text-function.ts';

/** The string without white space at both ends. */
export const trim = textFunction('trim', (text) => text.trim());
