import { createHash } from 'node:crypto';
import { textFunction } from '../text-function.ts';

/** The SHA224 of the string's UTF-8 bytes, in lower-case hexadecimal. */
export const sha224 = textFunction('sha224', (text) => createHash('sha224').update(text).digest('hex'));
