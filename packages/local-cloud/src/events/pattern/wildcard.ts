import { PatternError } from './matcher.ts';

const escapeCharacter = (character: string): string => character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `*` stands for any characters; `\*` and `\\` for themselves. @throws PatternError */
export const compileWildcard = (pattern: string): ((text: string) => boolean) => {
  let source = '';
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    if (character === '\\') {
      const next = pattern.charAt(index + 1);
      if (next !== '*' && next !== '\\') throw new PatternError(`Invalid escape character at pos ${index}`);
      source += escapeCharacter(next);
      index += 1;
    } else if (character === '*') {
      if (pattern.charAt(index + 1) === '*') throw new PatternError(`Consecutive wildcard characters at pos ${index}`);
      source += '.*';
    } else source += escapeCharacter(character);
  }
  const expression = new RegExp(`^${source}$`, 's');
  return (text) => expression.test(text);
};
