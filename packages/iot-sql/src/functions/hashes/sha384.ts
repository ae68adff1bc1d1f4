import { createHash } from 'node:crypto';
import { textFunction } from '../text-function.ts';

/** The SHA384 of the string's UTF-8 bytes, in lower-case hexadecimal. */
export const sha384 = textFunction('sha384', (text) => createHash('sha384').update(text).digest('hex'));
