import { absence } from './absence.ts';
import type { BuiltIn } from './built-in.ts';
import { convert } from './convert.ts';
import { integerBits, integerComplement } from './integer-bits.ts';
import { namedQuestion } from './named-question.ts';
import { textMatch } from './text-match.ts';

/**
 * All functions of AWS IoT Events.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/expression-functions.html
 */
const BUILT_INS: ReadonlyMap<string, BuiltIn> = new Map([
  ['timeout', namedQuestion('timeout', (scope, name) => scope.timeout(name))],
  ['convert', convert],
  ['isNull', absence(null)],
  ['isUndefined', absence(undefined)],
  // AWS's guide writes "Message" and, elsewhere, "MESSAGE".
  [
    'triggerType',
    namedQuestion('triggerType', (scope, type) => scope.triggerType.toLowerCase() === type.toLowerCase()),
  ],
  ['currentInput', namedQuestion('currentInput', (scope, name) => scope.currentInput(name))],
  ['startsWith', textMatch((text, part) => text.startsWith(part))],
  ['endsWith', textMatch((text, part) => text.endsWith(part))],
  ['contains', textMatch((text, part) => text.includes(part))],
  ['bitor', integerBits((left, right) => left | right)],
  ['bitand', integerBits((left, right) => left & right)],
  ['bitxor', integerBits((left, right) => left ^ right)],
  ['bitnot', integerComplement],
]);

export function findFunction(name: string): BuiltIn | undefined {
  return BUILT_INS.get(name);
}
