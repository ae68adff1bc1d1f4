import { paddingFunction } from '../padding-function.ts';

/** The string and so many spaces. */
export const rpad = paddingFunction('rpad', (text, spaces) => text + spaces);
