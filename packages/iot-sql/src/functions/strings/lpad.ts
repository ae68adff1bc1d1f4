import { paddingFunction } from '../padding-function.ts';

/** So many spaces and the string. */
export const lpad = paddingFunction('lpad', (text, spaces) => spaces + text);
