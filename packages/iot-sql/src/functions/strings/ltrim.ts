import { textFunction } from '../text-function.ts';

/** The string without the tabs and spaces at its start. */
export const ltrim = textFunction('ltrim', (text) => text.replace(/^[\t ]+/, ''));
