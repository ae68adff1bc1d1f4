import { textFunction } from '../text-function.ts';

/** Whether the first string starts with the second. */
export const startswith = textFunction('startswith', (text, start) => text.startsWith(start), { arguments: 2 });
