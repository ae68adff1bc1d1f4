import { textFunction } from '../text-function.ts';
import { md2Digest } from './md2-digest.ts';

/** The MD2 of the string's UTF-8 bytes, in lower-case hexadecimal. */
export const md2 = textFunction('md2', (text) => md2Digest(Buffer.from(text)));
