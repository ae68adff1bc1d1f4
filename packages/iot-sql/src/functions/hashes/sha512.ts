import { createHash } from 'node:crypto';
import { textFunction } from '../text-function.ts';

/** The SHA512 of the string's UTF-8 bytes, in lower-case hexadecimal. */
export const sha512 = textFunction('sha512', (text) => createHash('sha512').update(text).digest('hex'));
