import { createHash } from 'node:crypto';
import { textFunction } from '../text-function.ts';

/** The SHA1 of the string's UTF-8 bytes, in lower-case hexadecimal. */
export const sha1 = textFunction('sha1', (text) => createHash('sha1').update(text).digest('hex'));
