import { textFunction } from '../text-function.ts';

/** Where the second string first is in the first, 0-based; -1 where it is not. Arrays are searched as their JSON. */
export const indexof = textFunction('indexof', (text, part) => text.indexOf(part), {
  arguments: 2,
  since2016: true,
});
