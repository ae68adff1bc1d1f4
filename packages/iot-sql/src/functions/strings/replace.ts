import { textFunction } from '../text-function.ts';

/** Replaces every occurrence of the second string in the first by the third; nothing in them is special. */
export const replace = textFunction('replace', (text, part, by) => text.replaceAll(part, () => by), {
  arguments: 3,
});
