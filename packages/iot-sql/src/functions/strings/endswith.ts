import { textFunction } from '../text-function.ts';

/** Whether the first string ends with the second. */
export const endswith = textFunction('endswith', (text, end) => text.endsWith(end), { arguments: 2 });
