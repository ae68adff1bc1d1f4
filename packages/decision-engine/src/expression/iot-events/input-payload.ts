import { fitsInteger } from './integer.ts';
import type { Value } from './value.ts';

/** How deep arrays and objects of a message may nest. A guard, not AWS's: what reads values does so recursively. */
const MAX_PAYLOAD_DEPTH = 100;

/** Node passes the text of a number to a reviver (https://github.com/tc39/proposal-json-parse-with-source). */
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/**
 * A message's JSON, with integers told from decimals by how they are written: `10` is an Integer, `10.0` and `1e1` are
 * Decimals, and so is an integer of more than 64 bits.
 *
 * @throws SyntaxError not JSON, nested too deep, or a number too large
 */
export function parseInputPayload(text: string): Value {
  refuseDeep(text);
  const revive: Reviver = (_key, value, { source }) =>
    typeof value === 'number' ? numberOf(value, source ?? '') : value;
  // TypeScript's declaration of the reviver lacks its third parameter.
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}

function numberOf(value: number, source: string): bigint | number {
  if (!Number.isFinite(value)) throw new SyntaxError(`the number ${source} is too large`);
  if (!/^-?\d+$/.test(source)) return value + 0;
  const integer = BigInt(source);
  return fitsInteger(integer) ? integer : value;
}

function refuseDeep(text: string): void {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') index = endOfString(text, index);
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > MAX_PAYLOAD_DEPTH) throw new SyntaxError(`JSON nested more than ${MAX_PAYLOAD_DEPTH} deep`);
  }
}

/** The index of the quote that closes a string, or the text's length. */
function endOfString(text: string, opened: number): number {
  let index = opened + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}
