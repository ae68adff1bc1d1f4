import { createHash } from 'node:crypto';
import { textFunction } from '../text-function.ts';

/** The SHA256 of the string's UTF-8 bytes, in lower-case hexadecimal. */
export const sha256 = textFunction('sha256', (text) => createHash('sha256').update(text).digest('hex'));
