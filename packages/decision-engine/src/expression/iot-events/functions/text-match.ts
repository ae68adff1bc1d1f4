import type { BuiltIn } from './built-in.ts';

/** Both arguments must be strings, else the result is undefined; nothing is converted (AWS, Expressions). */
export function textMatch(matches: (text: string, part: string) => boolean): BuiltIn {
  return {
    parameters: ['String', 'String'],
    result: 'Boolean',
    apply: ([text, part]) => (typeof text === 'string' && typeof part === 'string' ? matches(text, part) : undefined),
  };
}
