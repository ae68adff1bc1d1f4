import { createHash } from 'node:crypto';
import { textFunction } from '../text-function.ts';

/** The MD5 of the string's UTF-8 bytes, in lower-case hexadecimal. */
export const md5 = textFunction('md5', (text) => createHash('md5').update(text).digest('hex'));
