import type { Evaluator } from '../../compile/evaluator.ts';
import type { Message } from '../../message.ts';

/** The arguments as strings; undefined if one is not a string: there is nothing to ask then. */
export function stringArguments(args: readonly Evaluator[], message: Message): string[] | undefined {
  const texts: string[] = [];
  for (const argument of args) {
    const value = argument(message);
    if (typeof value !== 'string') return undefined;
    texts.push(value);
  }
  return texts;
}
