import { textFunction } from '../text-function.ts';

/** The number of bytes of the string in UTF-8. */
export const numbytes = textFunction('numbytes', (text) => Buffer.byteLength(text), { since2016: true });
