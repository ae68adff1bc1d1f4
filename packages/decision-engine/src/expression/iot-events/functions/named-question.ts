import type { Scope } from '../scope.ts';
import { Invalid, isAbsent, typeName } from '../value.ts';
import type { BuiltIn } from './built-in.ts';

/** A question about what is named by a string: a timer, an input, a type of trigger. */
export function namedQuestion(name: string, ask: (scope: Scope, about: string) => boolean): BuiltIn {
  return {
    parameters: ['String'],
    result: 'Boolean',
    apply: ([about], scope) => {
      if (isAbsent(about)) return undefined;
      return typeof about === 'string'
        ? ask(scope, about)
        : new Invalid(`${name} takes a String, not ${typeName(about)}`);
    },
  };
}
